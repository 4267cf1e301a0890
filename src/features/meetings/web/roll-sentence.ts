/** How a roll stands (名册小结), in one line: who counts, who was there, who is shown without counting. */
import type { RollCount } from '../meetings.contract.ts'

export function rollSentence({ expected, present, excused, absent, unrecorded, observers, excluded, unmatched }: RollCount): string {
  const parts = [`应到${expected}人`, `到会${present}人`]
  if (excused > 0) parts.push(`请假${excused}人`)
  if (absent > 0) parts.push(`缺席${absent}人`)
  if (observers > 0) parts.push(`列席${observers}人`)
  if (unrecorded > 0) parts.push(`没有记${unrecorded}人`)
  const notes = [
    ...(excluded > 0 ? [`另有${excluded}人不计入，原因写在名字后面。`] : []),
    ...(unmatched > 0 ? [`有${unmatched}个名字还没有对上人。`] : []),
  ]
  return `${parts.join('，')}。${notes.join('')}`
}
