import { defineFeature } from '#platform/server/feature.ts'
import { signatureAbout } from './signatures.about.ts'
import * as actions from './signatures.actions.ts'
import { endpoints } from './signatures.contract.ts'
import { signatureEvents } from './signatures.events.ts'
import { approvalPolicy, sheetPolicy, signingPolicy } from './signatures.policy.ts'
import { sheetMachine } from './signatures.rules.ts'
import * as sheets from './signatures.sheet.actions.ts'

export const signatures = defineFeature({
  name: 'signatures',
  nameZh: '签名核对',
  endpoints,
  actions: [actions.get, actions.setText, sheets.bring, sheets.picture, sheets.compare, actions.mine, actions.approve],
  policies: [signingPolicy, sheetPolicy, approvalPolicy],
  machines: { signature_sheet: sheetMachine },
  about: signatureAbout,
  events: signatureEvents,
})
