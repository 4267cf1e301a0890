/**
 * Decisions (四议两公开): the numbers they prove.
 *
 * Matters by category and by what became of them, the days that each step took, and how far members were heard first. What was sent
 * back or withdrawn is not counted. Source: domain §5.4, §6; figures.tsv V07.
 */
import { sql } from 'kysely'
import { defineIndicator, type Indicator } from '#platform/server/indicator.ts'
import { categoryTitles, stepName } from './decisions.words.ts'

const shared = {
  version: 1,
  kind: 'flow',
  audience: 'public',
  consolePage: (id: string) => `/console/decisions/${id}`,
} as const satisfies Partial<Indicator>
const count = { ...shared, measure: '件', aggregate: 'count', additive: true } as const
const share = { ...shared, measure: '%', aggregate: 'ratio', additive: false } as const

const title = sql`decision_title(d.id, d.text_number)`
const registered = { from: sql`decision d`, id: sql`d.id`, day: sql`d.begun_on`, unitId: sql`d.unit_id`, label: title }
const stands = sql`d.state not in ('draft', 'annulled')`
/** Steps of the round that counts, each with its matter. */
const steps = sql`decision_stage s join decision d on d.town_id = s.town_id and d.id = s.decision_id and d.round = s.round`
const aStep = { from: steps, id: sql`d.id`, day: sql`s.held_on`, unitId: sql`d.unit_id`, label: title }
const resolved = sql`s.stage = 'assembly' and s.outcome = 'passed' and d.state <> 'annulled'`
/** Works for the good of the village (domain §22.1); those of a cooperative are its own. */
const villageWorks = sql`d.line = 'village' and d.category = 'works'`

const ofCategory = (category: keyof typeof categoryTitles): Indicator =>
  defineIndicator({
    ...count,
    id: `decisions.${category}`,
    nameZh: `登记的事：${categoryTitles[category]}`,
    definition: `在统计期内登记、属于“${categoryTitles[category]}”的事。撤回、退回草稿和撤销的不算。`,
    rows: () => ({ ...registered, where: sql`d.category = ${category} and ${stands}` }),
  })

/** Days from the step before it in the same matter. */
const daysOf = (stage: string): Indicator =>
  defineIndicator({
    ...shared,
    id: `decisions.${stage}Days`,
    measure: '天',
    aggregate: 'sum',
    additive: true,
    nameZh: `${stepName(stage)}用的天数`,
    definition: `在统计期内办完“${stepName(stage)}”的事，从上一步到这一步的天数，加在一起。除以件数，就是平均。`,
    rows: () => ({
      ...aStep,
      amount: sql`(s.held_on - coalesce((select max(b.held_on) from decision_stage b where b.town_id = s.town_id
        and b.decision_id = s.decision_id and b.id < s.id), s.held_on))`,
      where: sql`s.stage = ${stage} and s.outcome in ('passed', 'support', 'withChanges', 'reconsider', 'oppose') and d.state <> 'annulled'`,
    }),
  })

export const decisionIndicators: readonly Indicator[] = [
  ...(Object.keys(categoryTitles) as (keyof typeof categoryTitles)[]).map(ofCategory),
  defineIndicator({
    ...count,
    id: 'decisions.resolved',
    nameZh: '大会表决通过的事',
    definition: '在统计期内由大会或者代表会议表决通过的事。异议成立退回的、撤销的不算。',
    rows: () => ({ ...aStep, where: resolved }),
  }),
  defineIndicator({
    ...count,
    id: 'decisions.closed',
    nameZh: '办结的事',
    definition: '在统计期内办结、两次公开都满期的事。撤销的不算。',
    rows: () => ({ ...aStep, where: sql`s.stage = 'closure' and d.state <> 'annulled'` }),
  }),
  defineIndicator({
    ...count,
    id: 'decisions.worksResolved',
    measure: '项',
    nameZh: '表决定下的村级公益工程',
    definition: '在统计期内由村民会议或者代表会议表决通过的公益事业工程。退回的、撤销的不算。',
    rows: () => ({ ...aStep, where: sql`${villageWorks} and ${resolved}` }),
  }),
  defineIndicator({
    ...count,
    id: 'decisions.worksDone',
    measure: '项',
    nameZh: '办好的村级公益工程',
    definition: '表决通过的公益事业工程里，在统计期内实施结果公开满期的。还在办的不算。',
    rows: () => ({
      ...aStep,
      where: sql`${villageWorks} and s.stage = 'resultDisclosure' and s.outcome = 'passed' and d.state <> 'annulled'`,
    }),
  }),
  ...['branchProposal', 'boardConsultation', 'committeeConsultation', 'membersFirst', 'partyResearch', 'membersReview', 'assembly'].map(
    daysOf,
  ),
  defineIndicator({
    ...share,
    id: 'decisions.heardFirst',
    nameZh: '表决前党员先议过的比例',
    definition: '在统计期内大会表决通过的事里，表决前有党员首议意见的占多少。',
    rows: () => ({
      ...aStep,
      where: resolved,
      part: sql`exists (select from decision_stage m where m.town_id = s.town_id and m.decision_id = s.decision_id and m.stage = 'membersFirst')`,
    }),
  }),
  defineIndicator({
    ...share,
    id: 'decisions.opinionsAdopted',
    nameZh: '党员首议意见采纳的比例',
    definition: '在统计期内答复的党员首议意见里，采纳和部分采纳的占多少。每一条都写了理由。',
    rows: () => ({
      ...aStep,
      from: sql`decision_adoption a join decision_stage s on s.town_id = a.town_id and s.id = a.stage_id
        join decision d on d.town_id = s.town_id and d.id = s.decision_id`,
      day: sql`a.answered_on`,
      where: sql`d.state <> 'annulled'`,
      part: sql`a.adoption <> 'notAdopted'`,
    }),
  }),
]
