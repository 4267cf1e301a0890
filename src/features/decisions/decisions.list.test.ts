/** Decisions (四议两公开): lists say what each matter's own page says, and find by place, state, category and lamp. */
import { expect, test } from 'vitest'
import { anEntry } from '#features/matters/matters.samples.ts'
import { useApp } from '../../../tests/support/app.ts'
import { DecisionState, endpoints } from './decisions.contract.ts'
import { aStageRow } from './decisions.rows.samples.ts'
import { aDecidingPlace, matterDriver, type DecidingPlace } from './decisions.samples.ts'
import type { KeptState } from './decisions.rules.ts'
import { hang } from './decisions.votes.samples.ts'

const app = useApp()
const { aMatter } = matterDriver(app)

interface Kept {
  state?: KeptState
  resultDueOn?: string
  ratifyBy?: string
  code?: string
  discloseBy?: string
}
const hasEnded = (state: DecisionState = 'draft') => ['rejected', 'closed', 'archived', 'annulled'].includes(state)

/** A matter in the state as it is kept, whatever the way to it. */
async function kept(place: DecidingPlace, { code = 'A10', discloseBy, ...changes }: Kept) {
  const matter = await aMatter(place, { code })
  const urgent = changes.ratifyBy && {
    urgentReason: '台风后堤围要抢修',
    urgentDocument: '应急通知',
    urgentAskedBy: place.clerk,
    urgentSignedBy: place.secretary,
  }
  await app.owner
    .updateTable('decision')
    .set({ ...changes, ...urgent, begunOn: changes.state ? '2026-02-01' : null, endedOn: hasEnded(changes.state) ? '2026-03-01' : null })
    .where('id', '=', matter.id)
    .execute()
  if (discloseBy) await aStageRow(app.owner, matter.id, 'assembly', '2026-02-20', 'passed', discloseBy)
  return matter
}

/** One matter of everything that a list tells apart. */
async function aYear() {
  app.now = new Date('2026-03-02T01:00:00Z')
  const place = await aDecidingPlace(app.owner, [anEntry('A10'), anEntry('A14')])
  const ids: Record<string, string> = {}
  for (const [name, changes] of Object.entries({
    draft: {},
    registered: { state: 'registered' },
    resolved: { state: 'resolved' },
    undisclosed: { state: 'resolved', discloseBy: '2026-03-01' },
    soonDisclosed: { state: 'resolved', discloseBy: '2026-03-04' },
    disclosed: { state: 'resolved', resultDueOn: '2026-12-31', discloseBy: '2026-03-01' },
    objected: { state: 'resolved', code: 'A14', discloseBy: '2026-03-01' },
    implementing: { state: 'implementing', resultDueOn: '2026-03-02' },
    late: { state: 'implementing', resultDueOn: '2026-03-01' },
    soon: { state: 'implementing', resultDueOn: '2026-03-04' },
    notYet: { state: 'implementing', resultDueOn: '2026-03-05' },
    unratified: { state: 'implementing', ratifyBy: '2026-03-01' },
    votedDown: { state: 'rejected', ratifyBy: '2026-03-01' },
    resultDisclosed: { state: 'implementing', resultDueOn: '2026-03-01' },
    takenDown: { state: 'resultDisclosed', resultDueOn: '2026-03-01' },
    closed: { state: 'closed', resultDueOn: '2026-03-01' },
    annulled: { state: 'annulled', resultDueOn: '2026-03-01' },
  } satisfies Record<string, Kept>)) {
    const matter = await kept(place, changes)
    ids[name] = matter.id
    if (name === 'disclosed') await (await hang(app, place, matter, 'decisionDisclosure')).publish()
    if (name === 'resultDisclosed') await (await hang(app, place, matter, 'resultDisclosure')).publish()
    if (name === 'objected') {
      const notice = await hang(app, place, matter, 'decisionDisclosure')
      await notice.publish()
      await notice.object()
    }
  }
  const said = { params: { decisionId: ids.registered! }, body: { content: '租期五年太长' } }
  expect((await app.call(null, endpoints.comment, said)).status).toBe(200)
  await app.owner.updateTable('decisionComment').set({ replyBy: '2026-02-28' }).where('decisionId', '=', ids.registered!).execute()
  return { place, ids }
}

test('a list says of each matter what its page says, and each filter finds exactly those that show it', async () => {
  const { place, ids } = await aYear()
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
  for (const who of [null, place.clerk]) {
    const find = async (query: object) =>
      (await app.call(who, endpoints.list, { query: { below: place.village.id, limit: '50', ...query } })).body
    const { items, total } = await find({})
    expect(total).toBe(who === null ? 16 : 17) // the draft is the office's
    for (const item of items) expect((await app.call(who, endpoints.get, { params: { decisionId: item.id } })).body).toMatchObject(item)
    const named = (wanted: typeof items) => wanted.map(({ id }) => names.get(id)).sort()
    for (const state of DecisionState.options) {
      const found = await find({ state })
      expect([state, found.total, named(found.items)]).toEqual([
        state,
        found.items.length,
        named(items.filter(each => each.state === state)),
      ])
    }
    for (const lamp of ['late', 'soon'] as const)
      expect(named((await find({ lamp })).items)).toEqual(named(items.filter(each => each.lamp === lamp)))
    expect(named(items.filter(({ lamp }) => lamp === 'late'))).toEqual(['late', 'registered', 'takenDown', 'undisclosed', 'unratified'])
    expect(named(items.filter(({ lamp }) => lamp === 'soon'))).toEqual(['implementing', 'soon', 'soonDisclosed'])
    expect(named((await find({ category: 'finance' })).items)).toEqual(['objected'])
    expect(named((await find({ category: 'finance', state: 'objected' })).items)).toEqual(['objected'])
    expect((await find({ category: 'finance', lamp: 'late' })).items).toEqual([])
  }
})

test('page by page nothing is left out and nothing stands twice, newest first', async () => {
  const { place, ids } = await aYear()
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const query: object = { below: place.village.id, limit: '4', ...(cursor && { cursor }) }
    const { items, nextCursor } = (await app.call(place.clerk, endpoints.list, { query })).body
    seen.push(...items.map(({ id }) => id))
    cursor = nextCursor
  } while (cursor !== null)
  expect(seen).toEqual(Object.values(ids).sort().reverse())
})

test('everyone filters on the page without script; what an address cannot ask for is left out', async () => {
  const { place, ids } = await aYear()
  const code = '440605122297'
  await app.owner.updateTable('unit').set({ code }).where('id', '=', place.village.id).execute()
  const linked = async (query: string) => {
    const { body, statusCode } = await app.raw({ url: `/decisions?village=${code}${query}` })
    expect(statusCode).toBe(200)
    return Object.entries(ids).flatMap(([name, id]) => (body.split('links card').at(-1)!.includes(`/decisions/${id}"`) ? [name] : []))
  }
  expect(await linked('&state=disclosed')).toEqual(['disclosed'])
  expect(await linked('&category=finance')).toEqual(['objected'])
  expect((await linked('&lamp=late')).sort()).toEqual(['late', 'registered', 'takenDown', 'undisclosed', 'unratified'])
  expect((await linked('&state=nonsense&category=&lamp=')).length).toBe(16)
  expect(await linked('&state=draft')).toHaveLength(16)
})
