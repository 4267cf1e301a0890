/**
 * Important matters (重要事权清单): the life of a list, and what an entry must be to be lawful. Pure functions.
 *
 * Source: domain §3.2, §4; what the law says of a body comes in as an argument, from thresholds.
 */
import type { DecidingBody } from '#features/thresholds/thresholds.contract.ts'
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { FieldError } from '#platform/shared/problem.ts'
import { Stage, type MatterFields, type MatterLevel } from './matters.shapes.contract.ts'

export const listMachine = defineStateMachine({
  initial: 'draft',
  states: ['draft', 'consulted', 'adopted', 'filed', 'inForce', 'superseded'],
  transitions: {
    consult: { from: ['draft'], to: 'consulted' },
    revise: { from: ['consulted', 'adopted', 'filed'], to: 'draft' },
    adopt: { from: ['consulted'], to: 'adopted' },
    file: { from: ['adopted'], to: 'filed' },
    enforce: { from: ['filed'], to: 'inForce' },
    supersede: { from: ['inForce'], to: 'superseded' },
  },
})
export type ListTransition = keyof typeof listMachine.transitions

const villageBodies: readonly DecidingBody[] = [
  'villagersAssembly',
  'villagerRepresentatives',
  'villagersGroup',
  'residentsAssembly',
  'residentRepresentatives',
  'branchMeeting',
  'membersReview',
]
const collectiveBodies: readonly DecidingBody[] = ['collectiveMembers', 'collectiveRepresentatives', 'collectiveBoard']

export type Line = 'village' | 'collective'
export const linesOf = (level: MatterLevel): readonly Line[] => (level === 'both' ? ['village', 'collective'] : [level])
export const bodiesOn = (line: Line, bodies: readonly DecidingBody[]): DecidingBody[] =>
  bodies.filter(body => (line === 'village' ? villageBodies : collectiveBodies).includes(body))

const stagesOn: Record<Line, readonly Stage[]> = {
  village: [
    'proposal',
    'branchProposal',
    'committeeConsultation',
    'partyResearch',
    'membersReview',
    'assembly',
    'decisionDisclosure',
    'resultDisclosure',
  ],
  collective: ['proposal', 'boardConsultation', 'membersFirst', 'partyResearch', 'assembly', 'decisionDisclosure', 'resultDisclosure'],
}
/** The steps of an entry as one line walks them, in their order. */
export const stagesOf = (line: Line, stages: readonly Stage[]): Stage[] => stagesOn[line].filter(stage => stages.includes(stage))
export const inOrder = (stages: readonly Stage[]): Stage[] => Stage.options.filter(stage => stages.includes(stage))

/** A community has residents where a village has villagers. */
const ofCommunity: Partial<Record<DecidingBody, DecidingBody>> = {
  villagersAssembly: 'residentsAssembly',
  villagerRepresentatives: 'residentRepresentatives',
}
export const bodyAt = (body: DecidingBody, unitKind: string): DecidingBody => (unitKind === 'community' && ofCommunity[body]) || body

/** What thresholds say of a body: why it may not decide this matter, and whether the law wants the Party organisation heard first. */
export interface LawOfBody {
  refusal: string | null
  preReview: boolean
}

/** Everything that makes an entry unlawful or contradictory, for its fields; nothing if it may stand. */
export function entryFaults(entry: MatterFields, law: (body: DecidingBody) => LawOfBody): FieldError[] {
  const { bodies, bands, level, stages } = entry
  const faults: FieldError[] = []
  const all = [
    ...bodies.map((body, index) => ({ body, at: `#/bodies/${index}` })),
    ...bands.map(({ body }, index) => ({ body, at: `#/bands/${index}/body` })),
  ]
  for (const { body, at } of all) {
    const { refusal } = law(body)
    if (refusal !== null) faults.push({ pointer: at, detail: refusal })
    if (linesOf(level).every(line => bodiesOn(line, [body]).length === 0)) faults.push({ pointer: at, detail: '这个会议管不到这一级的事' })
  }
  for (const line of linesOf(level)) {
    if (bodiesOn(line, bodies).length === 0)
      faults.push({ pointer: '#/bodies', detail: line === 'village' ? '村（社区）的事没有选决定的会议' : '经济社的事没有选决定的会议' })
    // an amount leads to the body of its band, and the law asks of that one what it asks of the others
    else faults.push(...stageFaults(line, bodiesOn(line, [...bodies, ...bands.map(({ body }) => body)]), stages, law))
  }
  bands.forEach(({ fromFen }, index) => {
    if (index > 0 && fromFen <= bands[index - 1]!.fromFen)
      faults.push({ pointer: `#/bands/${index}/fromFen`, detail: '金额要一档比一档高' })
  })
  return faults
}

function stageFaults(
  line: Line,
  bodies: readonly DecidingBody[],
  stages: readonly Stage[],
  law: (body: DecidingBody) => LawOfBody,
): FieldError[] {
  const faults: FieldError[] = []
  const walked = stagesOf(line, stages)
  const isReview = bodies.every(body => body === 'membersReview')
  if (!isReview && !walked.includes('assembly')) faults.push({ pointer: '#/stages', detail: '少了“会议表决”这一步' })
  if (isReview && !walked.includes('membersReview')) faults.push({ pointer: '#/stages', detail: '少了“党员大会审议”这一步' })
  const heard = walked.includes('partyResearch') || walked.includes('branchProposal')
  if (!heard && bodies.some(body => law(body).preReview))
    faults.push({ pointer: '#/stages', detail: '法律要求党组织先研究讨论，少了这一步' })
  return faults
}

type Deciders = Pick<MatterFields, 'bodies' | 'bands'>

/** Who decides a matter of this amount on a line: the body of its band, or any of the entry's; null: of no known amount. */
export function decidersOf({ bodies, bands }: Deciders, line: Line, amountFen: number | null): DecidingBody[] {
  const band = bands.findLast(({ fromFen, body }) => amountFen !== null && amountFen >= fromFen && bodiesOn(line, [body]).length > 0)
  return band ? [band.body] : bodiesOn(line, bodies)
}

/** Is there an amount that the entry leads to a body to which the town's does not? Between two bounds of either nothing changes. */
function leadsElsewhere(entry: Deciders, town: Deciders, lines: readonly Line[]): boolean {
  const amounts = [0, ...[...entry.bands, ...town.bands].map(({ fromFen }) => fromFen)]
  return lines.some(line =>
    amounts.some(amount => decidersOf(entry, line, amount).some(body => !decidersOf(town, line, amount).includes(body))),
  )
}

/** Where a village's entry is laxer than the town's of the same code; it may only be stricter. */
export function laxerThan(entry: MatterFields, town: MatterFields): FieldError[] {
  const faults: FieldError[] = []
  const missing = town.stages.filter(stage => !entry.stages.includes(stage))
  if (missing.length > 0) faults.push({ pointer: '#/stages', detail: '镇清单里的步骤不能少' })
  const other = entry.bodies.find(body => !town.bodies.includes(body))
  if (other) faults.push({ pointer: '#/bodies', detail: '只能在镇清单选的会议里选' })
  else if (leadsElsewhere(entry, town, linesOf(town.level)))
    faults.push({ pointer: '#/bands', detail: '每一档金额，都要由镇清单定的会议决定' })
  if (entry.level !== town.level) faults.push({ pointer: '#/level', detail: '层级要和镇清单一样' })
  // what is shown of a matter's text and of its people follows from the category
  if (entry.category !== town.category) faults.push({ pointer: '#/category', detail: '类别要和镇清单一样' })
  if (entry.legalMatter !== town.legalMatter) faults.push({ pointer: '#/legalMatter', detail: '法定事项要和镇清单一样' })
  const left = town.attachments.find(each => !entry.attachments.includes(each))
  if (left !== undefined) faults.push({ pointer: '#/attachments', detail: `镇清单要的材料不能少：${left}` })
  if ((entry.noticeDays ?? 0) < (town.noticeDays ?? 0))
    faults.push({ pointer: '#/noticeDays', detail: `不能少于镇清单的${town.noticeDays}天` })
  if (entry.disclosureDays < town.disclosureDays)
    faults.push({ pointer: '#/disclosureDays', detail: `不能少于镇清单的${town.disclosureDays}天` })
  if (town.townPreCheck && !entry.townPreCheck) faults.push({ pointer: '#/townPreCheck', detail: '镇清单要求先报镇里看' })
  if (town.assetPlatform && !entry.assetPlatform) faults.push({ pointer: '#/assetPlatform', detail: '镇清单要求上资产交易平台' })
  return faults
}

/** A1 before A2 before A10 before B1. */
export const byCode = (a: { code: string }, b: { code: string }): number =>
  a.code.charCodeAt(0) - b.code.charCodeAt(0) || Number(a.code.slice(1)) - Number(b.code.slice(1))

type Listed = MatterFields & { code: string }

/**
 * Entries of a village that are laxer than the town's of the same code: they were not when they came into force, and the town has put
 * stricter ones into force since.
 */
export const outgrown = <E extends Listed>(town: readonly E[], village: readonly E[]): E[] =>
  village.filter(each => {
    const above = town.find(({ code }) => code === each.code)
    return above !== undefined && laxerThan(each, above).length > 0
  })

/** The town's entries, with the village's in the place of those of the same code and after them; what the town outgrew gives way to it. */
export function merged<E extends Listed>(town: readonly E[], village: readonly E[]): E[] {
  const gone = outgrown(town, village)
  const standing = village.filter(each => !gone.includes(each))
  return [...town.filter(({ code }) => !standing.some(each => each.code === code)), ...standing].sort(byCode)
}
