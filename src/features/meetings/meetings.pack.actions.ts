/** Activity packs (活动包): 六个一, whose items the town names; two are known. */
import { action, type Context } from '#platform/server/action.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints, problems, type Pack } from './meetings.contract.ts'
import * as queries from './meetings.minutes.queries.ts'
import { packPolicy } from './meetings.policy.ts'

export const packs = action(endpoints.packs, async context => {
  context.require(packPolicy, 'packs', null)
  return { items: await listPacks(context) }
})

export const nameItem = action(endpoints.nameItem, async (context, { params: { packId }, body: { name } }) => {
  await queries.lockPacks(context.db, context.townId)
  const pack = (await listPacks(context)).find(({ id }) => id === packId)
  if (!pack) throw new Problem(common.notFound, '没有这个活动包。')
  // Who first, so that a stranger does not learn how full it is.
  context.require(packPolicy, 'nameItem', { full: false })
  if (pack.items.length >= pack.size || pack.items.some(item => item.name === name)) throw new Problem(problems.itemTaken)
  const id = newId(context.now.getTime())
  await queries.insertItem(context.db, { townId: context.townId, id, packId, position: pack.items.length + 1, name })
  await context.record('meetings.nameItem', { kind: 'activityPack', id: packId }, { itemId: id })
  return (await listPacks(context)).find(each => each.id === packId)!
})

/** The pack of the town's own plan, and the two of its six items that are known (domain §9.3). The town names the others. */
const sixOnes = { name: '六个一', size: 6, known: ['调查研究', '问题检视'] }

/** Writes the pack that every town starts with. Safe to run at every start. */
export async function installPacks(context: Context): Promise<void> {
  if ((await queries.listPacks(context.db)).some(({ name }) => name === sixOnes.name)) return
  const { townId, db } = context
  const packId = newId()
  await queries.insertPack(db, { townId, id: packId, name: sixOnes.name, size: sixOnes.size })
  for (const [index, name] of sixOnes.known.entries())
    await queries.insertItem(db, { townId, id: newId(), packId, position: index + 1, name })
}

async function listPacks({ db, actor, now }: Context): Promise<Pack[]> {
  const items = Map.groupBy(await queries.listItems(db), ({ packId }) => packId)
  return (await queries.listPacks(db)).map(pack => {
    const named = (items.get(pack.id) ?? []).map(({ packId: _, ...item }) => item)
    return { ...pack, items: named, allowedActions: packPolicy.allowed(actor, { full: named.length >= pack.size }, now) }
  })
}
