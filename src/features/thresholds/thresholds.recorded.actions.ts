/** What a place settled or tightened, and days that the town settled, in the public record (门槛存证): made anew from the row at each check. */
import { keeping } from '#features/record/record.actions.ts'
import { findUnit } from '#features/units/units.actions.ts'
import type { PeriodKey } from './thresholds.periods.contract.ts'
import * as periods from './thresholds.periods.queries.ts'
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
    ...(edition.article === null ? [] : [`新法条文：${edition.article}`]),
    '',
  ].join('\n')
})

export const periodSubject = (key: PeriodKey, number: number) => `${key}/${number}`

export const periodRecord = keeping('thresholds.period', '法律没有定的天数', async (context, subject) => {
  const [key, number] = subject.split('/')
  const edition = (await periods.editions(context.db)).find(each => each.periodKey === key && each.number === Number(number))
  if (!edition?.inForceOn) return null
  return [`天数 ${edition.periodKey}，第${number}版`, `${edition.inForceOn}起施行`, `${edition.days}天`, `依据：${edition.basis}`, ''].join(
    '\n',
  )
})
