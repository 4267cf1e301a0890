/** What is said by a query code that the handling office was told (凭经手窗口给的码) is counted apart; over HTTP. */
import { expect, test } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { aStaffedVillage, aTrouble, answering } from './requests.samples.ts'

const app = useApp()
type Village = Awaited<ReturnType<typeof aStaffedVillage>>

const asBearer = (id: string) => ({ params: { requestId: id }, resident: { kind: 'receipt', townId: 1, requestId: id } as const })
type Case = ReturnType<typeof asBearer>

/** Entered at the counter for someone who came in; the slip with the code was printed there. */
async function aWalkIn(who: string, unitId: string) {
  const body = { ...aTrouble(unitId), channel: 'counter', consentBasis: 'present' }
  return asBearer((await app.call(who, endpoints.enter, { body })).body.id)
}
const written = async (unitId: string) => asBearer((await app.call(null, endpoints.submit, { body: aTrouble(unitId) })).body.id)

async function handle(who: string, at: Village, { params }: Case) {
  const steps = [
    await app.call(who, endpoints.accept, { params, body: { categoryId: at.categoryId } }),
    await app.call(who, endpoints.take, { params }),
    await app.call(who, endpoints.propose, { params, body: { text: '换好了线和灯头。' } }),
  ]
  expect(steps.map(({ status }) => status)).toEqual([200, 200, 200])
}
const reissue = (who: string, { params }: Case) => app.call(who, endpoints.reissueCode, { params, body: { identityChecked: true } })
/** What the page says before, and what is kept of the answer. */
async function solved({ resident }: Case) {
  const { isCodeShared } = (await app.call(resident, endpoints.track)).body
  const { state, solvedBy, steps } = (await app.call(resident, endpoints.confirm, { body: await answering(app, resident) })).body
  return { isCodeShared, state, solvedBy, told: steps.at(-1)!.sentence }
}
const byTheResident = { isCodeShared: false, state: 'solved', solvedBy: 'resident', told: '居民说：解决了' }
const byTheCode = { isCodeShared: true, state: 'solved', solvedBy: 'sharedCode', told: '居民说：解决了（凭经手窗口给的码）' }

test('the counter that printed the code and then did the work may have answered itself: counted apart', async () => {
  const at = await aStaffedVillage(app.owner)
  const walkIn = await aWalkIn(at.clerk, at.village.id)
  await handle(at.clerk, at, walkIn)
  expect(await solved(walkIn)).toEqual(byTheCode)
  const sent = await written(at.village.id)
  await handle(at.clerk, at, sent)
  expect(await solved(sent), 'nobody but the resident ever had it').toEqual(byTheResident)
  const counts = (await app.call(null, endpoints.publicCases, { params: { unitId: at.village.id } })).body
  expect(counts).toMatchObject({ asked: 2, solved: 1, solvedBySharedCode: 1, solvedOnBehalf: 0 })
  const query = { unitId: at.village.id, from: '2026-03-01', to: '2026-03-31' }
  expect((await app.call(at.clerk, endpoints.statistics, { query })).body).toMatchObject({ answered: 1, satisfied: 1, sharedCode: 1 })
})

test('a code given anew before anybody had a part in it is as well known to the desk that handles it then', async () => {
  const at = await aStaffedVillage(app.owner)
  const sent = await written(at.village.id)
  expect((await reissue(at.clerk, sent)).status).toBe(200)
  const colleague = await aHolder(app.owner, 'villageSecretary', at.village.id)
  await handle(colleague, at, sent)
  expect(await solved(sent)).toEqual(byTheCode)
})

test('whoever entered it and sent it on to others did not handle it; nor does a code count that was given anew elsewhere', async () => {
  const at = await aStaffedVillage(app.owner)
  const sentOn = await aWalkIn(at.townClerk, at.group.id)
  await handle(at.leader, at, sentOn)
  expect(await solved(sentOn)).toEqual(byTheResident)
  const fresh = await aWalkIn(at.clerk, at.village.id)
  await handle(at.clerk, at, fresh)
  expect((await reissue(at.townClerk, fresh)).status).toBe(200)
  expect(await solved(fresh)).toEqual(byTheResident)
})

test('a case that its desk could have taken back itself says so in its log', async () => {
  const at = await aStaffedVillage(app.owner)
  const told = async ({ resident }: Case) => (await app.call(resident, endpoints.withdraw)).body.steps.at(-1)!.sentence
  expect(await told(await aWalkIn(at.clerk, at.village.id))).toBe('居民撤回（凭经手窗口给的码）')
  expect(await told(await written(at.village.id))).toBe('居民撤回')
})

test('a case entered at the town’s desk and referred to the discipline office is answered by the resident alone', async () => {
  const at = await aStaffedVillage(app.owner)
  const walkIn = await aWalkIn(at.townClerk, at.village.id)
  const refer = await app.call(at.townClerk, endpoints.referToDiscipline, { params: walkIn.params, body: { text: '和村里干部有关。' } })
  expect(refer.status).toBe(200)
  await handle(at.discipline, at, walkIn)
  expect(await solved(walkIn)).toEqual(byTheResident)
})

test('the database keeps no such case as the resident’s own word', async () => {
  const at = await aStaffedVillage(app.owner)
  const walkIn = await aWalkIn(at.clerk, at.village.id)
  await handle(at.clerk, at, walkIn)
  await solved(walkIn)
  const put = app.owner.updateTable('request').set({ solvedBy: 'resident' }).where('id', '=', walkIn.params.requestId)
  await expect(put.execute()).rejects.toThrow(/check constraint/)
})
