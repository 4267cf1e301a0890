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

// oxfmt-ignore
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
  check('factsContestable', '评星的事实可以提异议', '本人看得到每一条事实，提了异议，由没有录它的人答复。', 'policy', 'ratings.contest'),
  check('starsByPeople', '几颗星由人决定', '系统只按记录算出建议。和建议不一样的，要写理由。', 'policy', 'ratings.decide'),
  check('lowerByTwo', '降星要两个人', '往下调的，第二个人同意了才算。', 'policy', 'ratings.second'),
  check('bannedBases', '禁止的依据写不进规则', '打卡、点赞、在线时长、积分，写进去就发不出，原因公开。', 'policy', 'ratings.draftRules'),
  check('listFirst', '办事先从清单选', '每件事从现行清单的一项开始，步骤由清单定。', 'policy', 'decisions.begin'),
  check('stepsInOrder', '步骤不能跳', '上一步没有办完，下一步登记不了。', 'policy', 'decisions.conclude'),
  check('secondPublishes', '写公示的人不发布', '办事员提交，监督委员发布。', 'policy', 'disclosures.publish'),
  check('recordedForGood', '施行的清单改不了', '只能另出一版，每一版都进公开存证。', 'policy', 'matters.enforce'),
  check('hoursByRoll', '时长由组织者按名册记', '没有打卡和定位，组织者写谁来了，时长才入账。', 'policy', 'volunteering.postHours'),
  check('laterByTwo', '补记的时长要第二个人同意', '录的人自己不能同意，补记的另外统计。', 'policy', 'volunteering.decideLater'),
  check('hoursDisputed', '时长不对，七天内可以说', '志愿者自己提，组织者要答复。', 'policy', 'volunteering.dispute'),
]

export const checkById: ReadonlyMap<string, Check> = new Map(checks.map(each => [each.id, each]))
