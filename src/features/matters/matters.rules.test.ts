/** Important matters (重要事权清单): lawful entries, stricter villages and the order of steps; the last column is the reason. */
import { expect, test } from 'vitest'
import { preReviewOn, routeRefusal } from '#features/thresholds/thresholds.actions.ts'
import type { DecidingBody, LegalMatter } from '#features/thresholds/thresholds.contract.ts'
import { defaultEntries } from './matters.defaults.rules.ts'
import { bodyAt, byCode, entryFaults, inOrder, laxerThan, listMachine, merged, outgrown, stagesOf } from './matters.rules.ts'
import { MatterFields, type Stage } from './matters.shapes.contract.ts'
import { yuan } from './matters.words.ts'

const lawOn = (matter: LegalMatter, day: string) => (body: DecidingBody) => ({
  refusal: routeRefusal(body, matter, day)?.words ?? null,
  preReview: preReviewOn(body, day) === 'law',
})
const entryOf = (code: string): MatterFields => defaultEntries.find(each => each.code === code)!
const pointers = (entry: MatterFields, day = '2026-03-02') =>
  entryFaults(entry, lawOn(entry.legalMatter, day)).map(({ pointer }) => pointer)

test('the seventeen that a list may start from are lawful today, and were after each law; they assume no amount', () => {
  expect(defaultEntries.map(({ code }) => code)).toEqual(Array.from({ length: 17 }, (_, index) => `A${index + 1}`))
  for (const { code, ...entry } of defaultEntries) {
    expect(MatterFields.safeParse(entry).error, code).toBeUndefined()
    expect([code, pointers(entry), pointers(entry, '2025-05-01')]).toEqual([code, [], []])
    expect(entry.bands, code).toEqual([])
    expect(entry.stages, code).toEqual(inOrder(entry.stages))
  }
})

const without = (entry: MatterFields, ...stages: Stage[]) => ({ ...entry, stages: entry.stages.filter(stage => !stages.includes(stage)) })
// oxfmt-ignore
test.each([
  ['A9', { bodies: ['collectiveRepresentatives'] }, ['#/bodies/0'], 'land compensation belongs to all members (art. 28)'],
  ['A12', { bodies: ['collectiveMembers', 'collectiveRepresentatives'] }, ['#/bodies/1'], 'membership too'],
  ['A9', { bands: [{ fromFen: 100, body: 'collectiveRepresentatives' }] }, ['#/bands/0/body'], 'an amount is no way around it'],
  ['A11', { bodies: ['collectiveRepresentatives'] }, [], 'construction land may be the representatives’'],
  ['A5', { bodies: ['collectiveMembers'] }, ['#/bodies/0', '#/bodies'], 'a cooperative does not decide for the village'],
  ['A4', { bodies: ['villagersAssembly'] }, ['#/bodies'], 'at both levels somebody must decide'],
  ['A4', { bands: [{ fromFen: 500, body: 'villagersAssembly' }, { fromFen: 500, body: 'collectiveMembers' }] }, ['#/bands/1/fromFen'], 'bands rise'],
  ['A4', { bands: [{ fromFen: 500, body: 'villagersAssembly' }, { fromFen: 501, body: 'collectiveMembers' }] }, [], 'by a fen is enough'],
  ['A7', { bodies: ['collectiveBoard'], level: 'collective', bands: [{ fromFen: 500, body: 'collectiveMembers' }], stages: ['proposal', 'assembly'] },
    ['#/stages'], 'from the band on the law wants the Party organisation heard'],
] as const)('%s with %j is at fault in %j (%s)', (code, changes, at, _why) =>
  expect(pointers({ ...entryOf(code), ...(changes as unknown as Partial<MatterFields>) })).toEqual(at))

test.each([
  ['A6', ['assembly'], '2026-03-02', ['#/stages'], 'nobody decides'],
  ['A15', ['membersReview'], '2026-03-02', ['#/stages'], 'the members decide, and do not meet'],
  ['A6', ['partyResearch'], '2025-05-01', ['#/stages'], '农村集体经济组织法 art. 26 wants the Party organisation heard'],
  ['A6', ['partyResearch'], '2025-04-30', [], 'a day before it was custom'],
  ['A5', ['branchProposal'], '2026-01-01', ['#/stages'], 'the amended law wants it heard'],
  ['A5', ['branchProposal'], '2025-12-31', [], 'a day before it was custom'],
  ['A5', ['committeeConsultation', 'resultDisclosure'], '2026-03-02', [], 'the list may leave out steps that no law asks'],
] as const)('%s without %j on %s is at fault in %j (%s)', (code, stages, day, at, _why) =>
  expect(pointers(without(entryOf(code), ...stages), day)).toEqual(at),
)

// oxfmt-ignore
test.each([
  [{}, [], 'the same'],
  [{ disclosureDays: 10, noticeDays: 15 }, [], 'longer'],
  [{ disclosureDays: 6 }, ['#/disclosureDays'], 'a day less'],
  [{ noticeDays: null }, ['#/noticeDays'], 'less notice than the town’s'],
  [{ bodies: ['villagersAssembly'] }, [], 'only the larger body'],
  [{ bodies: ['villagersAssembly', 'membersReview'] }, ['#/bodies'], 'a body that the town did not name'],
  [{ stages: ['assembly'] }, ['#/stages'], 'steps left out'],
  [{ townPreCheck: false }, ['#/townPreCheck'], 'the town wants to see it first'],
  [{ assetPlatform: false }, ['#/assetPlatform'], 'the platform is not left out'],
  [{ level: 'both' }, ['#/level'], 'another level is another matter'],
  [{ legalMatter: 'charter' }, ['#/legalMatter'], 'the law’s matter is not the village’s to choose'],
  [{ category: 'assets' }, ['#/category'], 'it says whose names the public reads'],
  [{ attachments: ['合同', '评估报告', '图纸'] }, [], 'more papers'],
  [{ attachments: ['合同', '图纸'] }, ['#/attachments'], 'a paper of the town’s left out'],
] as const)('a village that writes %j is laxer in %j (%s)', (changes, at, _why) => {
  const town = { ...entryOf('A3'), noticeDays: 12, townPreCheck: true, assetPlatform: true, attachments: ['合同', '评估报告'] }
  expect(laxerThan({ ...town, ...(changes as unknown as Partial<MatterFields>) }, town).map(({ pointer }) => pointer)).toEqual(at)
})

const [members, representatives, villagers] = ['collectiveMembers', 'collectiveRepresentatives', 'villagersAssembly'] as const
// oxfmt-ignore
test.each([
  [[{ fromFen: 500, body: members }], [], 'the same'],
  [[{ fromFen: 100, body: members }], [], 'all members from a smaller amount on'],
  [[{ fromFen: 100, body: members }, { fromFen: 900, body: members }], [], 'a bound that changes nothing'],
  [[{ fromFen: 100, body: representatives }, { fromFen: 500, body: members }], [], 'below the town’s band one of its bodies'],
  [[{ fromFen: 100, body: villagers }, { fromFen: 500, body: members }], [], 'the village’s line has no band of the town’s'],
  [[], ['#/bands'], 'from 500 on all members decide, with or without bands'],
  [[{ fromFen: 501, body: members }], ['#/bands'], 'a fen later'],
  [[{ fromFen: 1, body: 'collectiveBoard' }], ['#/bands'], 'a board, for whom no law asks the Party organisation first'],
  [[{ fromFen: 500, body: members }, { fromFen: 900, body: representatives }], ['#/bands'], 'the larger amount to the smaller meeting'],
  [[{ fromFen: 500, body: villagers }], ['#/bands'], 'a band of the other line leaves this one without'],
] as const)('under a band from 500 fen on for all members, a village’s %j is laxer in %j (%s)', (bands, at, _why) => {
  const town: MatterFields = { ...entryOf('A4'), bands: [{ fromFen: 500, body: members }] }
  expect(laxerThan({ ...town, bands: [...bands] }, town).map(({ pointer }) => pointer)).toEqual(at)
})

test('the village’s entries stand for the town’s of the same code, in order', () => {
  const town = ['A1', 'A2', 'A3', 'A10'].map(code => ({ ...entryOf(code), code, of: 'town' }))
  const own = (code: string, like: string, days: number) => ({ ...entryOf(like), code, disclosureDays: days, of: 'village' })
  const village = [own('A2', 'A2', 10), own('A3', 'A3', 6), own('C1', 'A5', 3)]
  expect(merged(town, village).map(({ code, of }) => `${code} ${of}`)).toEqual([
    'A1 town',
    'A2 village',
    'A3 town', // the town asks for seven days by now
    'A10 town',
    'C1 village',
  ])
  expect(outgrown(town, village).map(({ code }) => code)).toEqual(['A3'])
  expect([{ code: 'B1' }, { code: 'A10' }, { code: 'A9' }].sort(byCode).map(({ code }) => code)).toEqual(['A9', 'A10', 'B1'])
})

test('a village walks its own steps and a cooperative its own', () => {
  const { stages } = entryOf('A4')
  expect(stagesOf('village', stages)).not.toContain('membersFirst')
  expect(stagesOf('collective', stages)).toEqual([
    'proposal',
    'boardConsultation',
    'membersFirst',
    'partyResearch',
    'assembly',
    'decisionDisclosure',
    'resultDisclosure',
  ])
  expect(bodyAt('villagersAssembly', 'community')).toBe('residentsAssembly')
  expect(bodyAt('villagersAssembly', 'village')).toBe('villagersAssembly')
  expect(bodyAt('collectiveMembers', 'community')).toBe('collectiveMembers')
})

test.each([
  ['draft', 'consult', 'the only way out of a draft'],
  ['consulted', 'revise adopt', 'adopted, or changed after all'],
  ['adopted', 'revise file', 'filed with the town, or changed'],
  ['filed', 'revise enforce', 'in force, or changed at the last moment'],
  ['inForce', 'supersede', 'only the next list ends it'],
  ['superseded', '', 'for ever'],
] as const)('from %s: %s (%s)', (state, names, _why) => expect(listMachine.possible(state).join(' ')).toBe(names))

test.each([
  [5_000_000, '5万元', 'round'],
  [120_000, '1200元', 'whole yuan'],
  [12_345, '123.45元', 'to the fen'],
])('%i fen is %s (%s)', (fen, words, _why) => expect(yuan(fen)).toBe(words))
