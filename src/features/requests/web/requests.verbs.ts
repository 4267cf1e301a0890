/** Requests (诉求): the verbs on the staff's buttons (UX-06). There is none that closes a case: the resident does that. */

/** In the order of the buttons. */
export const verbNames = {
  accept: '接手',
  take: '签收',
  resume: '接着办',
  propose: '提出办结',
  assign: '分派',
  passOn: '转办',
  pause: '暂缓',
  climb: '往上转',
  putOnJointList: '提请联席会议',
  copyTo: '抄送',
  edit: '改标题类别',
  merge: '并案',
  referToDiscipline: '关于干部，转镇纪委',
  confirmOnBehalf: '代为登记确认',
  reissueCode: '补发查询码',
  giveBack: '退回',
  refuse: '不受理',
} as const
export type Verb = keyof typeof verbNames

/** The step that carries the case on: the one filled button of the page. */
export const mainVerbs: readonly Verb[] = ['accept', 'assign', 'take', 'resume', 'propose']

/** Outlined in red, and a reason is asked. */
export const refusingVerbs: readonly Verb[] = ['giveBack', 'refuse']

/** The buttons for what one may do now, the main one first. */
export function buttonsFor(allowedActions: readonly string[]): { main: Verb | null; others: Verb[] } {
  const allowed = (Object.keys(verbNames) as Verb[]).filter(name => allowedActions.includes(name))
  const main = mainVerbs.find(verb => allowed.includes(verb)) ?? null
  return { main, others: allowed.filter(verb => verb !== main) }
}
