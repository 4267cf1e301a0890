/** Words for rights over one's own data (个人信息权利用语). */
import type { Outcome, RightsKind, RightsRequestState } from './rights.contract.ts'

export const rightsKindNames: Record<RightsKind, string> = {
  correction: '改错',
  objection: '不同意这样用',
  deletion: '删掉',
  explanation: '讲清楚',
  access: '要一份',
}
export const rightsStateNames: Record<RightsRequestState, string> = {
  received: '收到了',
  identityChecked: '核对了身份',
  located: '查到了资料',
  answered: '已答复',
  refused: '没有同意',
  closed: '办完了',
}
export const outcomeNames: Record<Outcome, string> = {
  access: '给了一份',
  corrected: '已改正',
  deleted: '已删除',
  restricted: '已限制使用',
  explained: '已说明',
  refused: '没有同意',
}

/** What an event about a person says to that person; null: not about looking. */
export const lookNames: Readonly<Record<string, string>> = {
  'people.revealPhone': '看了您的电话',
  'people.edit': '改了您的资料',
  'rights.issueCode': '核对身份，给了查看码',
}
