/**
 * Demonstration appraisals (示例述职评议): the round of 2020 on 2021-01-25, with a report of each of the 33 secretaries (figure T01),
 * and that of last year.
 *
 * What they said is not reported, so the words are plain and invented, and hold no number.
 */
import type { AppraisalRow } from '#features/appraisals/appraisals.workbook.ts'
import type { TermRow } from '#features/people/people.workbook.ts'
import { roleNames } from '#platform/shared/actor.ts'
import type { Chance } from './chance.ts'
import { theVillages } from './places.ts'

export interface DemoAppraisals {
  appraisals: AppraisalRow[]
}

const done = [
  '网格走访坚持下来了，群众的事有人跟。',
  '党群服务中心天天开门，办事不用跑镇里。',
  '三级党建网格建起来了，党员亮明身份。',
] as const
const problems = ['夜间走访不够', '公示不够清楚', '年轻党员参加活动少', '出租屋消防还有隐患', '老人服务的点不够'] as const
const steps = ['把民情会开到巷口，听到的事当月回复。', '重要事权清单一条一条对着办。', '民生实事先问群众，再定先后。'] as const

/** The newspaper's round, and that of last year. */
export function demoAppraisals({ terms, today }: { terms: readonly TermRow[]; today: string }, chance: Chance): DemoAppraisals {
  const thisYear = Number(today.slice(0, 4))
  return {
    appraisals: [
      ...aRound(terms, { year: 2020, heldOn: '2021-01-25', today }, chance.of('2020')),
      ...aRound(terms, { year: thisYear - 1, heldOn: `${thisYear}-01-20`, today }, chance.of('recent')),
    ],
  }
}

interface Round {
  year: number
  heldOn: string
  today: string
}

function aRound(terms: readonly TermRow[], { year, heldOn, today }: Round, chance: Chance): AppraisalRow[] {
  const role = roleNames.villageSecretary
  const holders = terms.filter(term => term.role === role && term.from <= heldOn && (term.until === null || term.until >= heldOn))
  return theVillages.map(({ code }) => {
    const [first, second] = chance.shuffle(problems)
    return {
      roundCode: `SZ${year}`,
      year,
      heldOn,
      title: `${year}年度村（社区）党组织书记抓党建及党风廉政建设述职评议会议`,
      unitCode: code,
      presenterCode: holders.find(({ unitCode }) => unitCode === code)!.personCode,
      presented: heldOn <= today ? '是' : '否',
      achieved: chance.pick(done),
      lacking: `${first}，${second}。`,
      nextSteps: chance.pick(steps),
      problems: [first!, second!],
    }
  })
}
