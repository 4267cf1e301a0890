/** Decisions (四议两公开): their numbers say exactly what the records say. */
import { test } from 'vitest'
import { MatterCategory } from '#features/matters/matters.contract.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { useApp } from '../../../tests/support/app.ts'
import { expectHonest, expectHonestShare } from '../../../tests/support/faults.ts'
import type { DecisionState, Line } from './decisions.contract.ts'
import { aDecisionRow, anAdoptionRow, aStageRow, removeDecision } from './decisions.rows.samples.ts'

const app = useApp()
const remove = (id: string) => removeDecision(app.owner, id)
const set = (changes: { state?: DecisionState; round?: number }) => async (id: string) =>
  void (await app.owner.updateTable('decision').set(changes).where('id', '=', id).execute())
const annul = set({ state: 'annulled' })

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

test.each(['branchProposal', 'boardConsultation', 'committeeConsultation', 'membersFirst', 'partyResearch', 'membersReview', 'assembly'])(
  'days of %s: five faults',
  async stage => {
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
  },
)

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
