import { defineFeature } from '#platform/server/feature.ts'
import { certificateAbout } from './certificates.about.ts'
import * as actions from './certificates.actions.ts'
import * as checks from './certificates.check.actions.ts'
import { endpoints } from './certificates.contract.ts'
import { certificateEvents } from './certificates.events.ts'
import { certificateIndicators } from './certificates.indicators.ts'
import { expire, signList } from './certificates.jobs.ts'
import { renewKey } from './certificates.keys.actions.ts'
import { certificateDoorPolicy, certificatePolicy } from './certificates.policy.ts'
import { exportRecords } from './certificates.rows.actions.ts'
import { certificateMachine } from './certificates.rules.ts'
import { certificatesWaiting } from './certificates.todos.ts'
import { certificatePage, credentialFile } from './public/certificate.page.ts'
import { checkFile, checkPage, checkPost, checkWorker } from './public/check.page.ts'
import { myCertificatesPage, myCertificatesPost } from './public/my-certificates.page.ts'
import { noticesPage } from './public/notices.page.ts'
import { issuerPaper, statusPaper } from './public/certificate-papers.page.ts'

export const certificates = defineFeature({
  name: 'certificates',
  nameZh: '志愿服务证明',
  endpoints,
  actions: [
    actions.mine,
    actions.ask,
    actions.askFor,
    actions.list,
    actions.get,
    actions.withdraw,
    actions.refuse,
    actions.issue,
    actions.proposeRevocation,
    actions.decideRevocation,
    actions.credential,
    checks.check,
    checks.posted,
    exportRecords,
    renewKey,
  ],
  policies: [certificatePolicy, certificateDoorPolicy],
  pages: [
    myCertificatesPage,
    myCertificatesPost,
    noticesPage,
    certificatePage,
    credentialFile,
    checkPage,
    checkPost,
    checkFile,
    checkWorker,
    issuerPaper,
    statusPaper,
  ],
  jobs: [expire, signList],
  machines: { volunteer_certificate: certificateMachine },
  indicators: certificateIndicators,
  todos: [certificatesWaiting],
  about: certificateAbout,
  events: certificateEvents,
})
