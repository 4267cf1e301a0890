import { defineFeature } from '#platform/server/feature.ts'
import * as log from './public/log.pages.ts'
import { recordPage } from './public/record.page.ts'
import { verifyPage } from './public/verify.page.ts'
import * as actions from './record.actions.ts'
import { endpoints, problems } from './record.contract.ts'
import { recordEvents } from './record.events.ts'
import { bringToWitnesses, mergeEachMinute } from './record.jobs.ts'
import { rotateKey } from './record.merge.actions.ts'
import { recordPolicy } from './record.policy.ts'
import * as volumes from './record.volumes.actions.ts'
import * as witnesses from './record.witness.actions.ts'

export const record = defineFeature({
  name: 'record',
  nameZh: '公开存证',
  endpoints,
  actions: [
    actions.get,
    actions.list,
    witnesses.cosign,
    witnesses.addWitness,
    witnesses.endWitness,
    witnesses.require,
    rotateKey,
    volumes.proposeVolume,
    volumes.beginVolume,
    volumes.dropVolume,
  ],
  policies: [recordPolicy],
  recorded: [volumes.opening.recorded],
  pages: [log.checkpointPage, log.volumeCheckpointPage, log.tilePage, log.volumeTilePage, log.proofPage, verifyPage, recordPage],
  jobs: [mergeEachMinute, bringToWitnesses],
  events: recordEvents,
  problems: [problems.damaged],
})
