/** Appraisals (述职评议): what of them waits for a person (待办): a report to write, problems to put right, and what others say they have. */
import type { Context } from '#platform/server/action.ts'
import type { TodoSource } from '#platform/server/todo.ts'
import { holdsAny, isPerson } from '#platform/shared/actor.ts'
import { itemsOwnedBy, unverifiedFor, unwrittenBy } from './appraisals.items.queries.ts'

const most = 100

export const unwrittenReports: TodoSource<Context> = {
  name: 'appraisals.unwrittenReports',
  nameZh: '述职报告',
  async list({ db, actor }) {
    if (!isPerson(actor)) return []
    const absent = actor.posts.flatMap(({ role, deputyFor }) => (role === 'villageSecretary' && deputyFor !== null ? [deputyFor] : []))
    const rows = await unwrittenBy(db, [actor.personId, ...absent], most)
    return rows.map(({ id, title, heldOn }) => ({
      id,
      title,
      detail: '数字已经填好，请您写报告。',
      dueOn: heldOn,
      link: `/console/appraisals/reports/${id}`,
    }))
  },
}

export const rectificationItems: TodoSource<Context> = {
  name: 'appraisals.rectificationItems',
  nameZh: '述职评议的整改',
  async list(context) {
    const { actor, today } = context
    if (!isPerson(actor)) return []
    const rows = await itemsOwnedBy(context, today, actor.personId, most)
    return rows
      .filter(({ doneOn }) => doneOn === null)
      .map(({ id, problem, roundTitle, dueOn }) => ({
        id,
        title: problem,
        detail: `${roundTitle}定下的整改，由您办。`,
        dueOn,
        link: '/console/appraisals/items',
      }))
  },
}

export const itemsToVerify: TodoSource<Context> = {
  name: 'appraisals.itemsToVerify',
  nameZh: '整改，等您核实',
  async list(context) {
    const { actor, today } = context
    if (!isPerson(actor) || !holdsAny(actor, ['townClerk'])) return []
    const rows = await unverifiedFor(context, today, actor.personId, most)
    return rows.map(({ id, problem, unitName, reportId }) => ({
      id,
      title: problem,
      detail: `${unitName}说已改好，等您核实。`,
      dueOn: null,
      link: `/console/appraisals/reports/${reportId}`,
    }))
  },
}
