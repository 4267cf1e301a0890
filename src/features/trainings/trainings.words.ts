/** Words for trainings (培训用语). */
import type { Audience, PlaceKind, SessionLength, TrainingRoll, TrainingSessionState } from './trainings.contract.ts'

export const audienceNames: Record<Audience, string> = {
  secretaries: '书记轮训',
  committees: '“两委”干部',
  members: '普通党员',
  activists: '入党积极分子',
  volunteers: '志愿者',
}
export const placeKindNames: Record<PlaceKind, string> = { partySchool: '镇党校', teachingPoint: '村居分教点', elsewhere: '其他地方' }
export const lengthNames: Record<SessionLength, string> = { fullDay: '一天（8学时）', halfDay: '半天（4学时）', byHour: '按小时' }
export const stateNames: Record<TrainingSessionState, string> = {
  planned: '计划',
  held: '已开课',
  credited: '已记学时',
  cancelled: '已取消',
}

/** How a roll stands, in one line. */
export function rollSentence({ items, present, unrecorded, unmatched, clashes, forgottenOn }: TrainingRoll): string {
  const excluded = items.filter(entry => entry.excluded !== null).length
  const parts = [`名册${items.length - excluded}人`, `到课${present}人`, ...(unrecorded > 0 ? [`没有记${unrecorded}人`] : [])]
  const notes = [
    ...(forgottenOn === null ? [] : ['满10年，姓名已按期去掉。']),
    ...(excluded > 0 ? [`另有${excluded}人不计入，原因写在名字后面。`] : []),
    ...(unmatched > 0 ? [`有${unmatched}个名字还没有对上人，对上才记学时。`] : []),
    ...(clashes > 0 ? [`有${clashes}人同一时间还在另一场，请核对。`] : []),
  ]
  return `${parts.join('，')}。${notes.join('')}`
}
