/** Lists of the ledger page by page (翻页), over HTTP: every line once, in the order of the list, and one line alone. */
import { expect, test } from 'vitest'
import { aBranch, aMember } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './commitments.contract.ts'
import { aPost, aReportIn, aServing } from './commitments.samples.ts'

const app = useApp()
const townId = 1

test('five of each, two at a time: every list gives each line once and in its order; a cursor of another list is refused', async () => {
  const at = await aBranch(app.owner)
  const kinds = ['policy', 'sanitation', 'safety', 'elderly', 'culture']
  const names = ['陈大妹', '陈小妹', '何建生', '黄秀芳', '麦志强']
  const holdings: string[] = []
  await aPost(app.owner, at.village.id)
  const codes = (await app.owner.selectFrom('servicePostKind').orderBy('code').limit(5).select('code').execute()).map(({ code }) => code)
  expect(codes).toHaveLength(kinds.length)
  for (const [order, name] of names.entries()) {
    // two of one name and one key: the id decides, and nobody is left out
    const personId = await aMember(app.owner, at.cooperative.id, name, order < 2 ? 'chen' : `x${order}`)
    await aMembership(app.owner, personId, { bodyId: at.branchId, unitId: at.cooperative.id })
    await aReportIn(app.owner, personId, at.village.id)
    const postId = await aPost(app.owner, at.cooperative.id, { kindCode: codes[order]! })
    const holdingId = await aServing(app.owner, postId, personId, at.cooperative.id, '2026-01-10')
    holdings.push(holdingId)
    const times = { startsAt: '2026-02-01T01:00:00Z', endsAt: '2026-02-01T02:00:00Z' }
    const entry = {
      townId,
      id: newId(),
      personId,
      unitId: at.cooperative.id,
      holdingId,
      activity: '巡河',
      state: 'entered',
      ...times,
    } as const
    await app.owner.insertInto('serviceEntry').values(entry).execute()
    const wish = { unitId: at.cooperative.id, text: '想要一张旧书桌', whom: '福寿里8号陈家', expiresOn: '2026-06-30' }
    expect((await app.call(at.secretary, endpoints.postWish, { body: wish })).status).toBe(200)
    const free = await aMember(app.owner, at.cooperative.id, name, `y${order}`)
    await aMembership(app.owner, free, { bodyId: at.branchId, unitId: at.cooperative.id })
  }
  const lists = ['reportIns', 'servicePosts', 'holdings', 'wishes', 'entries', 'membersWithoutPost'] as const
  const cursors = new Map<string, string>()
  for (const name of lists) {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { status, body } = await app.call(at.villageSecretary, endpoints[name], {
        query: { below: at.village.id, limit: 2, ...(cursor && { cursor }) },
      })
      expect(status, `${name} ${JSON.stringify(body)}`).toBe(200)
      seen.push(...body.items.map(item => ('id' in item ? item.id : item.personId)))
      cursor = body.nextCursor ?? undefined
      if (cursor) cursors.set(name, cursor)
    } while (cursor !== undefined)
    const whole = (await app.call(at.villageSecretary, endpoints[name], { query: { below: at.village.id, limit: 100 } })).body.items
    expect(seen, name).toEqual(whole.map(item => ('id' in item ? item.id : item.personId)))
    expect(new Set(seen).size, name).toBe(seen.length)
    expect(seen.length, name).toBeGreaterThanOrEqual(5)
  }
  const strange = await app.call(at.villageSecretary, endpoints.wishes, { query: { cursor: cursors.get('reportIns')! } })
  expect([strange.status, strange.body.errors?.[0]?.pointer]).toEqual([422, '#/cursor'])
  const alone = await app.call(at.villageSecretary, endpoints.holdings, { query: { record: holdings[3]! } })
  expect(alone.body.items.map(({ id }) => id)).toEqual([holdings[3]])
})
