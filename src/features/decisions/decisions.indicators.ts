/**
 * Decisions (四议两公开): the numbers they prove.
 *
 * Matters by category, by what became of them and by where they stand, the days that each step took, whether the resolution was
 * disclosed in time, and how far members were heard first. What was sent back or withdrawn is not counted. Source: domain §5.4, §6; figures.tsv V07.
 */
import { sql, type RawBuilder } from 'kysely'
import { defineIndicator, type Indicator } from '#platform/server/indicator.ts'
import { besideSteps } from './decisions.rules.ts'
import { categoryNames, stepName } from './decisions.words.ts'

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
/** A result that two people corrected counts no longer, taken up or not; of one ballot the newest step does. */
const inForce = sql`d.id <> all ((select turned_decisions())::uuid[]) and not exists (select from decision_stage x
  where x.town_id = s.town_id and x.ballot_id = s.ballot_id and x.id > s.id)`
const resolved = sql`s.stage = 'assembly' and s.outcome = 'passed' and d.state <> 'annulled' and ${inForce}`
/** What was decided and is to be disclosed by a day, by an assembly or by the members of the Party. */
const owed = sql`s.disclose_by is not null and s.outcome = 'passed' and d.state <> 'annulled' and ${inForce}`
/** When the resolution of this round first went out; null: not yet. One that an objection made worthless counts for nothing. */
const outOn = sql`(select min(v.published_on) from decision_link l join notice n on n.town_id = l.town_id and n.id = l.target_id
  join notice_version v on v.town_id = n.town_id and v.notice_id = n.id and v.number = 1
  where l.town_id = s.town_id and l.decision_id = s.decision_id and l.round = s.round and l.kind = 'notice'
    and l.stage = 'decisionDisclosure' and n.state <> 'withdrawn')`
/** A day is over once another has begun. */
const isOver = (asOf: string) => sql`s.disclose_by <= ${asOf}::date and s.disclose_by < (select actor_today())`
/** Works for the good of the village (domain §22.1); those of a cooperative are its own. */
const villageWorks = sql`d.line = 'village' and d.category = 'works'`

/** Where a running matter stands on a day: after the last step that was done by then. */
const standsAfter: readonly (readonly [id: string, name: string, last: RawBuilder<boolean>])[] = [
  ...(
    ['proposal', 'branchProposal', 'boardConsultation', 'committeeConsultation', 'membersFirst', 'partyResearch', 'membersReview'] as const
  ).map(
    stage =>
      [
        stage,
        stepName(stage),
        sql<boolean>`s.stage = ${stage} and s.outcome in ('registered', 'passed', 'support', 'withChanges', 'reconsider', 'oppose')`,
      ] as const,
  ),
  ['assembly', '表决通过', sql`s.stage in ('assembly', 'decisionDisclosure') and s.outcome = 'passed' and not urgent`],
  ['failedQuorum', '人数不够，要再开会', sql`s.stage = 'assembly' and s.outcome = 'noQuorum' and not urgent`],
  ['work', '开始办', sql`s.stage in ('work', 'urgency') or urgent`],
  ['objection', '退回重办', sql`s.stage = 'objection'`],
]
const standing = (id: string, name: string, last: RawBuilder<boolean>): Indicator =>
  defineIndicator({
    ...count,
    kind: 'stock',
    id: `decisions.after${id[0]!.toUpperCase()}${id.slice(1)}`,
    nameZh: `在办的事：${name}`,
    definition: `在这一天还在办、最后办到“${name}”的事。改草稿的、办结的、没有通过的、撤销的不算。`,
    rows: ({ asOf }) => ({
      ...registered,
      from: sql`decision d cross join lateral (select l.stage, l.outcome, l.held_on, l.round, exists (select from decision_stage u where u.town_id = l.town_id
          and u.decision_id = l.decision_id and u.round = l.round and u.stage = 'urgency' and u.held_on <= ${asOf}::date) as urgent
        from decision_stage l where l.town_id = d.town_id and l.decision_id = d.id and l.held_on <= ${asOf}::date
          and l.stage not in (${sql.join(besideSteps)})
        order by l.held_on desc, l.id desc limit 1) s`,
      day: sql`s.held_on`,
      // the first "reconsider" sent it back to its draft
      where: sql`(d.ended_on is null or d.ended_on > ${asOf}::date) and d.begun_on <= ${asOf}::date and (${last})
        and (s.outcome <> 'reconsider' or s.round = d.round)`,
    }),
  })

const ofCategory = (category: keyof typeof categoryNames): Indicator =>
  defineIndicator({
    ...count,
    id: `decisions.${category}`,
    nameZh: `登记的事：${categoryNames[category]}`,
    definition: `在统计期内登记、属于“${categoryNames[category]}”的事。撤回、退回草稿和撤销的不算。`,
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
      amount: sql`(s.held_on - coalesce(s.previous_on, s.held_on))`,
      where: sql`s.stage = ${stage} and s.outcome in ('passed', 'support', 'withChanges', 'reconsider', 'oppose') and d.state <> 'annulled'
        and not exists (select from decision_stage x where x.town_id = s.town_id and x.ballot_id = s.ballot_id and x.id > s.id)`,
    }),
  })

export const decisionIndicators: readonly Indicator[] = [
  ...(Object.keys(categoryNames) as (keyof typeof categoryNames)[]).map(ofCategory),
  ...standsAfter.map(each => standing(...each)),
  defineIndicator({
    ...count,
    id: 'decisions.resolved',
    version: 2,
    nameZh: '大会表决通过的事',
    definition: '在统计期内由大会或者代表会议表决通过的事。异议成立退回的、撤销的、更正以后没有通过的不算。',
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
    version: 2,
    measure: '项',
    nameZh: '表决定下的村级公益工程',
    definition: '在统计期内由村民会议或者代表会议表决通过的公益事业工程。退回的、撤销的、更正以后没有通过的不算。',
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
  ...[
    'branchProposal',
    'boardConsultation',
    'committeeConsultation',
    'membersFirst',
    'partyResearch',
    'membersReview',
    'assembly',
    'decisionDisclosure',
    'resultDisclosure',
  ].map(daysOf),
  defineIndicator({
    ...share,
    id: 'decisions.disclosedOnTime',
    version: 2,
    nameZh: '决议按期公开的比例',
    definition: '在统计期内该公开的决议里，按期公开的占多少。期限是表决那天镇里规定的天数，遇到放假顺延。还没到期、也还没公开的不算。',
    rows: ({ asOf }) => {
      const inTime = sql`coalesce(${outOn} <= s.disclose_by, false)`
      return { ...aStep, day: sql`s.disclose_by`, where: sql`${owed} and ((${isOver(asOf)}) or ${inTime})`, part: inTime }
    },
  }),
  defineIndicator({
    ...count,
    kind: 'stock',
    id: 'decisions.undisclosed',
    version: 2,
    nameZh: '过期没有公开的决议',
    definition: '在这一天，表决已经通过、过了公开的期限、还没有公开的决议。异议成立退回的、撤销的不算。',
    rows: ({ asOf }) => ({
      ...aStep,
      day: sql`s.disclose_by`,
      where: sql`${owed} and ${isOver(asOf)} and (d.ended_on is null or d.ended_on > ${asOf}::date)
        and coalesce(${outOn} > ${asOf}::date, true)`,
    }),
  }),
  defineIndicator({
    ...share,
    id: 'decisions.heardFirst',
    version: 2,
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
