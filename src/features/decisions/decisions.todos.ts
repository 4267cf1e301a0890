/** Decisions (四议两公开): what of the running matters waits for a person (待办), each with the day by which it is due. */
import type { Context } from '#platform/server/action.ts'
import type { TodoItem, TodoSource } from '#platform/server/todo.ts'
import { isPerson, postsOf, type Role } from '#platform/shared/actor.ts'
import { preCheckOf } from './decisions.asked.rules.ts'
import { standings } from './decisions.list.actions.ts'
import * as lists from './decisions.list.queries.ts'
import { decisionPolicy } from './decisions.policy.ts'
import { turnsOf } from './decisions.todos.rules.ts'

const most = 100
/** Who walks matters; the others are asked for a word from outside: in an emergency, or before the vote. */
const walkers: readonly Role[] = ['villageSecretary', 'villageClerk', 'cooperativeDirector', 'branchSecretary']

export const matterTurns: TodoSource<Context> = {
  name: 'decisions.turns',
  nameZh: '四议两公开，等您办',
  async list(context) {
    const { actor, db, now } = context
    if (!isPerson(actor)) return []
    const onlyWord = !postsOf(actor).some(({ role }) => walkers.includes(role))
    const rows = await lists.listRunning(db, { onlyWord }, most)
    if (rows.length === 0) return []
    const ballots = await lists.ballotsAmong(
      db,
      rows.map(({ id }) => id),
    )
    const items = (await standings(context, rows)).flatMap(({ row, entry, records, state, next, dues }): TodoItem[] => {
      const advice = records.findLast(({ stage }) => stage === 'membersFirst')
      const facts = { ...row, state, fell: row.decisionFell || row.resultFell, advisedBy: advice?.recordedBy ?? null }
      const allowed = decisionPolicy.allowed(actor, facts, now)
      const ballot = ballots.findLast(each => each.decisionId === row.id && each.round === row.round && each.stage === next)
      const isOpen = ballot !== undefined && !ballot.used && !ballot.refused
      const turns = turnsOf(
        {
          ...row,
          state,
          next,
          dues,
          isTabled: isOpen && (ballot.state === 'tabled' || ballot.state === 'rollFixed'),
          isVoted: isOpen && ballot.state === 'closed',
          isUrgent: row.urgentAskedBy !== null && row.urgentSignedBy === null,
          isPreCheckOwed: entry.townPreCheck && preCheckOf(records, row.textNumber) === null,
          isAnswerOwed: advice !== undefined && advice.outcome !== 'support' && !advice.isAnswered,
        },
        name => (allowed as readonly string[]).includes(name),
      )
      return turns.map(turn => ({ id: row.id, title: row.title, ...turn, link: `/console/decisions/${row.id}` }))
    })
    return items.sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999')).slice(0, most)
  },
}
