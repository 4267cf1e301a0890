/** What a place settled or tightened, in the public record (门槛存证): made anew from its row whenever it is checked. */
import { keeping } from '#features/record/record.actions.ts'
import { findUnit } from '#features/units/units.actions.ts'
import * as queries from './thresholds.queries.ts'
import { majoritySentence, quorumSentence } from './thresholds.words.ts'

export const thresholdSubject = (settingId: string, number: number) => `${settingId}/${number}`

/** The place stands by its code: a new name would make another text. */
export const thresholdRecord = keeping('thresholds.edition', '表决门槛', async (context, subject) => {
  const [settingId, number] = subject.split('/')
  const setting = await queries.findSetting(context.db, settingId!)
  const edition = (await queries.editionsOf(context.db, [settingId!])).find(each => each.number === Number(number))
  if (!setting || !edition?.inForceOn) return null
  const { code } = await findUnit(context, setting.unitId, edition.inForceOn)
  const { quorum, majority, noticeDays } = edition.parts
  return [
    `表决门槛 ${setting.ruleKey}，第${number}版`,
    `${code ?? setting.unitId}，${edition.inForceOn}起施行`,
    ...(quorum ? [`到会：${quorumSentence(quorum)}`] : []),
    ...(majority ? [`通过：${majoritySentence(majority)}`] : []),
    ...(noticeDays === null ? [] : [`提前通知：${noticeDays}天`]),
    `依据：${edition.basis}`,
    '',
  ].join('\n')
})
