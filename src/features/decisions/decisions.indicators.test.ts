/** Decisions (四议两公开): their numbers say exactly what the records say. */
import { expect, test } from 'vitest'
import { endpoints as numbers } from '#features/indicators/indicators.contract.ts'
import { MatterCategory } from '#features/matters/matters.contract.ts'
import { aVillage } from '#features/units/units.samples.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest, expectHonestShare } from '../../../tests/support/faults.ts'
import type { Line } from './decisions.contract.ts'
import { aDecisionRow, aDisclosureRow, anAdoptionRow, aStageRow, removeDecision } from './decisions.rows.samples.ts'
import type { KeptState } from './decisions.rules.ts'

const app = useApp()
const remove = (id: string) => removeDecision(app.owner, id)
const set = (changes: { state?: KeptState; round?: number; endedOn?: string }) => async (id: string) =>
  void (await app.owner.updateTable('decision').set(changes).where('id', '=', id).execute())
const annul = set({ state: 'annulled', endedOn: '2020-12-31' })

test.each(MatterCategory.options)('matters registered, %s: five faults', async category => {
  await expectHonest(app, `decisions.${category}`, {
    plant: (unitId, day) => aDecisionRow(app.owner, unitId, day, category),
    remove,
    cancel: set({ state: 'draft' }), // taken back
  })
})

test.each([
  ['decisions.resolved', 'assembly', 'passed', set({ round: 2 })], // an upheld objection sent it back
  ['decisions.closed', 'closure', 'closed', annul],
] as const)('%s: five faults', async (id, stage, outcome, cancel) => {
  await expectHonest(app, id, {
    plant: async (unitId, day) => {
      const decision = await aDecisionRow(app.owner, unitId, addDays(day, -3))
      await aStageRow(app.owner, decision, stage, day, outcome)
      return decision
    },
    remove,
    cancel,
  })
})

test.each([
  'branchProposal',
  'boardConsultation',
  'committeeConsultation',
  'membersFirst',
  'partyResearch',
  'membersReview',
  'assembly',
  'decisionDisclosure',
  'resultDisclosure',
])('days of %s: five faults', async stage => {
  await expectHonest(app, `decisions.${stage}Days`, {
    plant: async (unitId, day) => {
      const decision = await aDecisionRow(app.owner, unitId, addDays(day, -6))
      await aStageRow(app.owner, decision, 'proposal', addDays(day, -6), 'registered')
      await aStageRow(app.owner, decision, stage, day, stage === 'membersFirst' ? 'support' : 'passed')
      return decision
    },
    remove,
    cancel: annul,
    each: 6,
  })
})

// oxfmt-ignore
test.each([
  ['Proposal', 'proposal', 'registered'],
  ['BranchProposal', 'branchProposal', 'passed'],
  ['BoardConsultation', 'boardConsultation', 'passed'],
  ['CommitteeConsultation', 'committeeConsultation', 'passed'],
  ['MembersFirst', 'membersFirst', 'oppose'],
  ['PartyResearch', 'partyResearch', 'passed'],
  ['MembersReview', 'membersReview', 'passed'],
  ['Assembly', 'assembly', 'passed'],
  ['FailedQuorum', 'assembly', 'noQuorum'],
  ['Work', 'work', 'implementing'],
  ['Objection', 'objection', 'upheld'],
] as const)('running matters after %s: five faults', async (id, stage, outcome) => {
  await expectHonest(app, `decisions.after${id}`, {
    plant: async (unitId, day) => {
      const decision = await aDecisionRow(app.owner, unitId, day)
      await aStageRow(app.owner, decision, 'proposal', day, 'registered')
      if (stage !== 'proposal') await aStageRow(app.owner, decision, stage, day, outcome)
      return decision
    },
    remove,
    cancel: annul,
  })
})

test('each running matter stands after one step, on the day that is asked and not on the day of asking', async () => {
  const village = await aVillage(app.owner)
  const decision = await aDecisionRow(app.owner, village.id, '2020-01-01')
  for (const [stage, day, outcome] of [
    ['proposal', '2020-01-01', 'registered'],
    ['membersFirst', '2020-02-01', 'reconsider'],
    ['preCheck', '2020-02-03', 'passed'], // beside the steps: it stands where it stood
    ['assembly', '2020-03-01', 'passed'],
    ['listing', '2020-03-05', 'listed'],
    ['decisionDisclosure', '2020-03-20', 'passed'],
    ['work', '2020-04-01', 'implementing'],
    ['closure', '2020-05-01', 'closed'],
  ] as const)
    await aStageRow(app.owner, decision, stage, day, outcome)
  await set({ state: 'closed', endedOn: '2020-05-01' })(decision)
  const standing = async (asOf: string) => {
    const query = { unitId: village.id, from: '2020-01-01', to: asOf }
    const ids = [...app.platform.indicators.keys()].filter(id => id.startsWith('decisions.after'))
    const values = await Promise.all(
      ids.map(
        async indicatorId => [indicatorId, (await app.call(null, numbers.value, { params: { indicatorId }, query })).body.value] as const,
      ),
    )
    return values.flatMap(([id, value]) => (value === 0 ? [] : [[id.slice('decisions.after'.length), value]]))
  }
  expect(await standing('2020-01-31')).toEqual([['Proposal', 1]])
  expect(await standing('2020-02-28')).toEqual([['MembersFirst', 1]])
  expect(await standing('2020-03-10')).toEqual([['Assembly', 1]])
  expect(await standing('2020-03-25')).toEqual([['Assembly', 1]])
  expect(await standing('2020-04-30')).toEqual([['Work', 1]])
  expect(await standing('2020-05-01')).toEqual([])
  await aStageRow(app.owner, decision, 'urgency', '2020-02-10', 'urgent')
  expect(await standing('2020-03-10')).toEqual([['Work', 1]]) // an emergency that the assembly ratified is being carried out
})

test.each([
  ['decisions.heardFirst', (unitId: string, day: string, part: boolean) => aResolved(unitId, day, part)],
  ['decisions.opinionsAdopted', (unitId: string, day: string, part: boolean) => anAdvised(unitId, day, part)],
] as const)('%s: five faults', async (indicatorId, plant) => {
  await expectHonestShare(app, indicatorId, { plant, remove, cancel: annul })
})

test.each([
  ['decisions.worksResolved', 'assembly'],
  ['decisions.worksDone', 'resultDisclosure'],
] as const)('%s: five faults; a cooperative’s work and a matter that is no work are none of the village’s', async (id, stage) => {
  const plant = async (unitId: string, day: string, category = 'works', line: Line = 'village') => {
    const decision = await aDecisionRow(app.owner, unitId, addDays(day, -9), category, line)
    await aStageRow(app.owner, decision, stage, day)
    return decision
  }
  await expectHonest(app, id, {
    async plant(unitId, day) {
      await plant(unitId, day, 'works', 'collective')
      await plant(unitId, day, 'finance')
      return plant(unitId, day)
    },
    remove,
    cancel: annul,
  })
})

/** A resolution that was due on the day; it went out on the day given, or not at all. */
async function aResolution(unitId: string, dueOn: string, outOn: string | null) {
  const decision = await aDecisionRow(app.owner, unitId, addDays(dueOn, -30))
  await aStageRow(app.owner, decision, 'assembly', addDays(dueOn, -7), 'passed', dueOn)
  if (outOn !== null) await aDisclosureRow(app, decision, outOn)
  return decision
}

test('resolutions disclosed in time: five faults, of which one is late and one was never disclosed', async () => {
  let planted = 0
  await expectHonestShare(app, 'decisions.disclosedOnTime', {
    plant(unitId, day, part) {
      planted += 1
      const missed = planted % 2 === 0 ? addDays(day, 1) : null
      return aResolution(unitId, day, part ? day : missed)
    },
    remove,
    cancel: set({ round: 2 }), // an upheld objection sent it back
  })
})

test('resolutions overdue: five faults', async () => {
  await expectHonest(app, 'decisions.undisclosed', { plant: (unitId, day) => aResolution(unitId, day, null), remove, cancel: annul })
})

test('a resolution is in time on its last day, late on the next, and not counted before', async () => {
  const village = await aVillage(app.owner)
  const of = async (indicatorId: string, asOf: string) => {
    const query = { unitId: village.id, from: '2021-05-01', to: '2021-05-31', asOf }
    return (await app.call(null, numbers.value, { params: { indicatorId }, query })).body.value
  }
  const both = async (asOf: string) => [await of('decisions.disclosedOnTime', asOf), await of('decisions.undisclosed', asOf)]
  await aResolution(village.id, '2021-05-10', '2021-05-10')
  expect(await both('2021-05-31')).toEqual([100, 0])
  const late = await aResolution(village.id, '2021-05-20', null)
  expect(await both('2021-05-19'), 'the day is not over').toEqual([100, 0])
  expect(await both('2021-05-20')).toEqual([50, 1])
  const notice = await aDisclosureRow(app, late, '2021-05-23')
  expect(await both('2021-05-22'), 'as it was that day').toEqual([50, 1])
  expect(await both('2021-05-23'), 'late stays late').toEqual([50, 0])
  await app.owner.updateTable('notice').set({ state: 'withdrawn', withdrawnOn: '2021-05-25' }).where('id', '=', notice).execute()
  expect(await both('2021-05-31'), 'an objection was upheld, and nothing stands').toEqual([50, 1])
})

async function aResolved(unitId: string, day: string, heard: boolean) {
  const decision = await aDecisionRow(app.owner, unitId, addDays(day, -9))
  if (heard) await aStageRow(app.owner, decision, 'membersFirst', addDays(day, -5), 'oppose')
  await aStageRow(app.owner, decision, 'assembly', day)
  return decision
}
async function anAdvised(unitId: string, day: string, adopted: boolean) {
  const decision = await aDecisionRow(app.owner, unitId, addDays(day, -9))
  const stage = await aStageRow(app.owner, decision, 'membersFirst', addDays(day, -5), 'withChanges')
  await anAdoptionRow(app.owner, stage, day, adopted ? 'partly' : 'notAdopted')
  return decision
}
