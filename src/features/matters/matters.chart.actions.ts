/** Process charts (流程图): the steps of an entry at a place, with what the thresholds of the day ask of each meeting. */
import { preReviewOn, ruleFor } from '#features/thresholds/thresholds.actions.ts'
import type { DecidingBody, RuleOfPlace } from '#features/thresholds/thresholds.contract.ts'
import { bodyNames, ruleSentences } from '#features/thresholds/thresholds.words.ts'
import type { Context } from '#platform/server/action.ts'
import type { Chart, ChartStep, MatterEntry, Stage } from './matters.contract.ts'
import { bodiesOn, bodyAt, linesOf, stagesOf, type Line } from './matters.rules.ts'
import { stageActors, stageNames, yuan } from './matters.words.ts'

interface Place {
  id: string
  kind: string
}

/** One chart for a village's way, one for a cooperative's, as far as the entry's level has them. */
export async function chartsOf(context: Context, entry: MatterEntry, place: Place, day: string): Promise<Chart[]> {
  const charts: Chart[] = []
  for (const line of linesOf(entry.level)) {
    const steps: ChartStep[] = []
    for (const stage of stagesOf(line, entry.stages)) steps.push(await stepOf(context, { entry, line, place, day }, stage))
    charts.push({ line, title: line === 'village' ? (place.kind === 'community' ? '社区的事' : '村里的事') : '经济社的事', steps })
  }
  return charts
}

interface Asked {
  entry: MatterEntry
  line: Line
  place: Place
  day: string
}

async function stepOf(context: Context, asked: Asked, stage: Stage): Promise<ChartStep> {
  const { entry, line, place, day } = asked
  const bodies = bodiesOn(line, entry.bodies).map(body => bodyAt(body, place.kind))
  const step = { stage, name: stageNames[stage], who: stageActors[stage], says: [] as string[], source: null as string | null }
  switch (stage) {
    case 'assembly':
      return { ...step, who: bodies.map(body => bodyNames[body]).join('或者'), ...(await meeting(context, asked, bodies, true)) }
    case 'membersReview':
      return { ...step, ...(await meeting(context, asked, ['membersReview'], !entry.stages.includes('assembly'))) }
    case 'branchProposal':
    case 'partyResearch':
      return { ...step, says: bodies.some(body => preReviewOn(body, day) === 'law') ? ['法律要求先研究讨论'] : [] }
    case 'membersFirst':
      return { ...step, says: ['意见写进记录，不代替表决'] }
    case 'decisionDisclosure':
      return {
        ...step,
        says: [`公开满${entry.disclosureDays}天，可以提异议`, ...(entry.assetPlatform ? ['交易要上集体资产交易平台'] : [])],
      }
    case 'resultDisclosure':
      return { ...step, says: ['办的过程和办完都要公开'] }
    default:
      return step
  }
}

async function meeting(context: Context, { entry, line, place, day }: Asked, bodies: readonly DecidingBody[], decides: boolean) {
  const says: string[] = decides ? beforeVote(entry) : []
  const sources: string[] = []
  for (const body of bodies) {
    const rule = await ruleFor(context, { body, matter: entry.legalMatter, unitId: place.id, day })
    if (bodies.length > 1) says.push(`由${bodyNames[body]}决定的：`)
    if (!rule) {
      says.push(`那时还没有${bodyNames[body]}`)
      continue
    }
    says.push(...ruleSentences(withNotice(rule, entry.noticeDays)).flatMap(text => text.split('；')))
    if (!sources.includes(rule.source)) sources.push(rule.source)
  }
  for (const { fromFen, body } of entry.bands)
    if (bodiesOn(line, [body]).length > 0) says.push(`满${yuan(fromFen)}：${bodyNames[bodyAt(body, place.kind)]}决定`)
  return { says, source: sources.length > 0 ? sources.join('；') : null }
}

/** What must be there before it is decided. */
const beforeVote = ({ townPreCheck, attachments }: MatterEntry): string[] => [
  ...(townPreCheck ? ['表决前先报镇里看'] : []),
  ...(attachments.length > 0 ? [`表决前附上：${attachments.join('、')}`] : []),
]

/** The entry may ask for more notice than the rule, never for less. */
const withNotice = (rule: RuleOfPlace, days: number | null): RuleOfPlace =>
  days !== null && days > (rule.noticeDays ?? 0) ? { ...rule, noticeDays: days } : rule
