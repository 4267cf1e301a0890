/**
 * Demonstration rules (示例制度): the three that the newspaper names for the 党建规范化平台. Their text is not known: the clauses are
 * invented, plain, and say so; what each names as its check is what the program really does.
 */
interface ToldRule {
  name: string
  clauses: readonly { text: string; check: string | null }[]
}

/** Who issues them in the demonstration, and from which day on. */
export const ruleIssuer = '西樵镇（示例条文）'
export const rulesInForceOn = '2021-03-01'

const byHand = (text: string) => ({ text, check: null })
const checked = (check: string, text: string) => ({ text, check })

export const demoRules: readonly ToldRule[] = [
  {
    name: '党员评星定级管理办法',
    clauses: [
      byHand('每年评一次。支部先开会说明怎么评，看哪些记录。'),
      checked('factsContestable', '写进评星的每一条事实，本人先看。不对的，可以提异议。'),
      checked('starsByPeople', '记录只作参考，几颗星由支部和党委决定，写明理由。'),
      checked('lowerByTwo', '星级往下调的，要第二个人同意。'),
      checked('bannedBases', '打卡、点赞、在线时长和积分，不作评星的依据。'),
    ],
  },
  {
    name: '重要事权清单管理制度',
    clauses: [
      byHand('清单由镇里拟出样本，各村（社区）开会通过后施行。'),
      checked('listFirst', '清单上的事，按清单写的步骤办。清单上没有的，不从这里办。'),
      checked('stepsInOrder', '上一步没有办完，下一步打不开，原因写在事项上。'),
      checked('secondPublishes', '公示由监督委员发布，写公示的人不发布自己写的。'),
      checked('recordedForGood', '施行的清单不再改。要改，另出一版，原来的留着。'),
    ],
  },
  {
    name: '党员志愿服务管理制度',
    clauses: [
      byHand('愿意来的都欢迎。党员带头，不摊派人数。'),
      checked('hoursByRoll', '时长由组织者按名册记，不看手机定位和照片。'),
      checked('laterByTwo', '事后补记的，要写原因，由第二个人同意，另外统计。'),
      checked('hoursDisputed', '志愿者七天内可以说不对，组织者要答复。'),
    ],
  },
]
