/** Commitments (双报到与领岗履职) over HTTP: what is forgotten in time, counted once, and not written twice. */
import { beforeEach, expect, test } from 'vitest'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { aBranch, aMember, aPlan, type SampleBranch } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './commitments.contract.ts'
import { settleWishes } from './commitments.jobs.ts'
import { aPost, aReportIn, aServing } from './commitments.samples.ts'

const app = useApp()
const job = { kind: 'job', townId: 1, name: 'commitments.settleWishes' } as const
const on = (day: string) => {
  app.now = new Date(`${day}T01:00:00Z`)
}
beforeEach(() => on('2026-03-02'))

async function aPlace() {
  const at = await aBranch(app.owner)
  const member = await aMember(app.owner, at.cooperative.id, '何建生')
  await aMembership(app.owner, member, { bodyId: at.branchId, unitId: at.cooperative.id })
  return { at, member }
}
async function aWish(at: SampleBranch, member: string, ...steps: ('claimWish' | 'beginWish' | 'deliverWish')[]) {
  const { body } = await app.call(at.secretary, endpoints.postWish, {
    body: { unitId: at.cooperative.id, text: '想要一张旧书桌', whom: '福寿里8号陈家的孩子', expiresOn: '2026-04-01' },
  })
  const params = { wishId: body.id }
  for (const step of steps) expect((await app.call(member, endpoints[step], { params })).status).toBe(200)
  return params
}
async function night(day: string) {
  on(day)
  for (const id of await app.as(job, settleWishes.find)) await app.as(job, context => settleWishes.each(context, id))
}
const kept = async ({ wishId }: { wishId: string }) => {
  const { state, whomSealed } = await app.owner
    .selectFrom('wish')
    .where('id', '=', wishId)
    .select(['state', 'whomSealed'])
    .executeTakeFirstOrThrow()
  return [state, whomSealed !== null]
}

test('whom a wish is for is forgotten in time, however far the wish came', async () => {
  const { at, member } = await aPlace()
  const claimed = await aWish(at, member, 'claimWish')
  const begun = await aWish(at, member, 'claimWish', 'beginWish')
  const delivered = await aWish(at, member, 'claimWish', 'deliverWish')
  const confirmed = await aWish(at, member, 'claimWish', 'deliverWish')
  await app.call(at.secretary, endpoints.confirmWish, { params: confirmed })
  const all = async () => [await kept(claimed), await kept(begun), await kept(delivered), await kept(confirmed)]
  await night('2026-04-01')
  expect(await all()).toEqual([
    ['claimed', true],
    ['doing', true],
    ['delivered', true],
    ['confirmed', true],
  ])
  await night('2026-04-02')
  expect(await kept(confirmed), 'filed').toEqual(['closed', false])
  await night('2026-05-01')
  expect(await kept(claimed), 'still to be fulfilled').toEqual(['claimed', true])
  await night('2026-06-01')
  expect(await all()).toEqual([
    ['expired', false],
    ['expired', false],
    ['delivered', false],
    ['closed', false],
  ])
  expect((await app.call(at.secretary, endpoints.confirmWish, { params: delivered })).status, 'may still be confirmed').toBe(200)
})

test('a wish taken up by someone who left is given back by the village, and not by a stranger', async () => {
  const { at, member } = await aPlace()
  const params = await aWish(at, member, 'claimWish', 'beginWish')
  const other = await aBranch(app.owner)
  expect((await app.call(other.secretary, endpoints.giveBackWish, { params })).status).toBe(404)
  expect((await app.call(at.secretary, endpoints.giveBackWish, { params })).body).toMatchObject({ state: 'posted' })
})
