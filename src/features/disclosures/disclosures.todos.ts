/** Disclosure (公示公开): what waits for a person (待办): to publish, to decide, to write the result, to disclose how it was carried out. */
import type { Context } from '#platform/server/action.ts'
import type { TodoItem, TodoSource } from '#platform/server/todo.ts'
import { isPerson } from '#platform/shared/actor.ts'
import * as objections from './disclosures.objections.queries.ts'
import { noticePolicy, objectionPolicy, sideOf } from './disclosures.policy.ts'
import { loadAll, overdueOf, respondentsOf, shownTitle, type Loaded } from './disclosures.present.actions.ts'
import * as queries from './disclosures.queries.ts'
import { sideNames } from './disclosures.words.ts'

const most = 50

export const noticesWaiting: TodoSource<Context> = {
  name: 'disclosures.waiting',
  nameZh: '公示，等您办',
  async list(context) {
    if (!isPerson(context.actor)) return []
    const rows = await queries.listWaiting(context.db, context.today, most)
    const overdue = await overdueOf(context, rows)
    const all = await loadAll(context, rows)
    const open = all.flatMap(({ objections: said }) => said.filter(({ state }) => state === 'open').map(({ id }) => id))
    const opinions = Map.groupBy(await objections.opinionsOf(context.db, open), ({ objectionId }) => objectionId)
    const signers = Map.groupBy(
      await objections.signersOf(
        context.db,
        rows.map(({ id }) => id),
      ),
      ({ noticeId }) => noticeId,
    )
    return all.flatMap(each => waiting(context, each, { overdue, opinions, signers: signers.get(each.row.id) ?? [] }))
  },
}

interface Known {
  overdue: ReadonlySet<string>
  opinions: ReadonlyMap<string, readonly objections.OpinionRow[]>
  signers: Awaited<ReturnType<typeof objections.signersOf>>
}

function waiting(context: Context, { row, work, objections: said, clock, path, facts }: Loaded, known: Known): TodoItem[] {
  const { actor, now } = context
  const side = sideOf(actor, path)
  const allowed = noticePolicy.allowed(actor, facts, now)
  const may = (name: (typeof allowed)[number]) => allowed.includes(name)
  const respondents = respondentsOf(work, known.signers)
  const item = (id: string, detail: string, dueOn: string | null): TodoItem => ({
    id,
    title: shownTitle(row),
    detail,
    dueOn,
    link: `/console/notices/${row.id}`,
  })
  return [
    ...(may('publish') ? [item(row.id, '写好了，等您核对、发布。', null)] : []),
    ...said
      .filter(({ id, state }) => {
        const spoken = known.opinions.get(id) ?? []
        return (
          objectionPolicy.allowed(actor, { path, state, respondents, spoken }, now).includes('decide') &&
          spoken.every(each => each.side !== side)
        )
      })
      .map(({ id, number }) => item(id, `第${number}号异议，等${side ? sideNames[side] : ''}处理。`, null)),
    // A village's result is its own office's to write; the town hears of it when it is overdue.
    ...(may('conclude') && (side !== 'town' || path.length === 1)
      ? [item(row.id, '公示期满了，等填公示结果。', clock?.endsOn ?? null)]
      : []),
    ...(known.overdue.has(row.id) && may('draft') ? [item(row.id, '实施结果还没公开。', row.resultDueOn)] : []),
  ]
}
