/**
 * What the program enforces by itself (系统自动执行的规则): what a clause may point to instead of 人工执行.
 *
 * `proof` names the policy rule or the nightly job that does it; a test looks that it is there.
 */
export interface Check {
  id: string
  nameZh: string
  says: string
  proof: { kind: 'policy' | 'job'; name: string }
}

const check = (id: string, nameZh: string, says: string, kind: Check['proof']['kind'], name: string): Check => ({
  id,
  nameZh,
  says,
  proof: { kind, name },
})

// prettier-ignore
export const checks: readonly Check[] = [
  check('residentCloses', '只有居民能说“解决了”', '办理的人没有结案的按钮，居民确认才算解决。', 'policy', 'requests.confirm'),
  check('onBehalfApart', '代为登记由别的窗口做', '办过这件事的单位不能代居民登记确认，代为登记的另外计数。', 'policy', 'requests.confirmOnBehalf'),
  check('silenceIsNotYes', '没有回答不算满意', '10个工作日没有回答，自动记为未回应。', 'job', 'requests.lapse'),
  check('overdueClimbs', '逾期没人接，自动往上转', '这一级到时限没人接的，系统转到上一级。', 'job', 'requests.climbOverdue'),
  check('openedWithReason', '看电话要写理由', '每次查看都留痕，居民看得到。', 'policy', 'requests.reveal'),
  check('contactsForgotten', '到期删资料', '办结满12个月，称呼、电话和住址自动删掉。', 'job', 'requests.forgetContacts'),
  check('noOneForOneself', '不能给自己任职', '任职由有权的人登记，不能登记自己。', 'policy', 'people.beginTerm'),
  check('numbersProved', '数字每晚对账', '每个数和各处加起来的对一遍，对不上就写在数字旁边。', 'job', 'indicators.prove'),
  check('frozenForGood', '定了稿的数改不了', '年度报告定稿后只能另出一版，原来的留着。', 'policy', 'reports.freeze'),
]

export const checkById: ReadonlyMap<string, Check> = new Map(checks.map(each => [each.id, each]))
