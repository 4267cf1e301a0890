/** Requests (诉求): what the resident does with number and query code. Only here is a case closed as solved. */
import { action, type Context } from '#platform/server/action.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints } from './requests.contract.ts'
import { closedOnOf, factsOf, findCase, lockCase, move, recordStep, storyOf, type CaseRow, type Known } from './requests.case.actions.ts'
import { beginTied } from './requests.desk.actions.ts'
import { separateDuplicates, tellMerged } from './requests.duplicates.actions.ts'
import { isCodeShared } from './requests.involved.rules.ts'
import { requestPolicy } from './requests.policy.ts'
import { problems } from './requests.shapes.contract.ts'
import { termsFor } from './requests.terms.actions.ts'
import { listEvents } from './requests.queries.ts'
import { canReopen, goesBackToMeeting, limits, requestMachine } from './requests.rules.ts'

const myId = ({ actor }: Context): string => {
  if (actor.kind !== 'receipt') throw new Problem(common.signInRequired)
  return actor.requestId
}

async function begin(context: Context, verb: Parameters<typeof requestPolicy.allows>[0]): Promise<CaseRow> {
  const row = await lockCase(context, myId(context))
  context.require(requestPolicy, verb, factsOf(row))
  return row
}

export const track = action(endpoints.track, async context => {
  const row = await findCase(context, myId(context))
  context.require(requestPolicy, 'track', factsOf(row))
  return present(context, { row })
})

export const confirm = action(endpoints.confirm, async (context, { body }) => {
  const row = await begin(context, 'confirm')
  await requireRead(context, row, body.answers)
  if (body.text !== undefined) await addRemark(context, row, body.text)
  const moved = await move(context, row, {
    event: 'requests.confirm',
    state: requestMachine.next(row.state, 'confirm'),
    details: speaking(row),
    set: { closedAt: context.now, solvedBy: isCodeShared(row) ? 'sharedCode' : 'resident' },
  })
  await tellMerged(context, row, 'solved')
  return present(context, moved)
})

/** What the log keeps of who may have spoken by the code. */
const speaking = (row: CaseRow) => (isCodeShared(row) ? { code: 'shared' } : {})

export const reject = action(endpoints.reject, async (context, { body }) => {
  const row = await begin(context, 'reject')
  const asked = await requireRead(context, row, body.answers)
  const moved = await move(context, row, {
    event: 'requests.reject',
    state: requestMachine.next(row.state, 'reject'),
    text: body.text,
    set: {
      ...(goesBackToMeeting.onRejection(asked.name) && { jointMeetingOn: context.today, jointDecidedOn: null }),
    },
  })
  return present(context, moved)
})

/** Steps that ask the resident. */
const asking = new Set(['requests.propose', 'requests.decideAnswer'])
const askedBy = <Said extends { name: string }>(steps: readonly Said[]) => steps.findLast(({ name }) => asking.has(name))

/**
 * The step that the resident answers, of a case that was locked. Throws answered-anew (409) where it is not the one they read: a page that
 * lay open, or is sent again, would close the case on words that nobody has seen.
 */
async function requireRead(context: Context, row: CaseRow, stepId: string) {
  const asked = askedBy(await listEvents(context.db, row.id))
  if (asked?.id !== stepId) throw new Problem(problems.answeredAnew)
  return asked
}

export const remark = action(endpoints.remark, async (context, { body }) => {
  const row = await begin(context, 'remark')
  await addRemark(context, row, body.text)
  return present(context, { row })
})

const addRemark = (context: Context, row: CaseRow, text: string) => recordStep(context, row, 'requests.remark', {}, text)

export const withdraw = action(endpoints.withdraw, async context => {
  const row = await beginTied(context, myId(context), 'withdraw')
  const moved = await move(context, row, {
    event: 'requests.withdraw',
    state: requestMachine.next(row.state, 'withdraw'),
    details: speaking(row),
    set: { closedAt: context.now, pauseUntil: null },
  })
  await separateDuplicates(context, row, 'withdrawn')
  return present(context, moved)
})

export const reopen = action(endpoints.reopen, async (context, { body }) => {
  const row = await begin(context, 'reopen')
  const terms = row.categoryId ? await termsFor(context, row.categoryId, row) : undefined
  const moved = await move(context, row, {
    event: 'requests.reopen',
    state: requestMachine.next(row.state, 'reopen'),
    details: { workingDays: terms?.workingDays ?? limits.intake },
    text: body.text,
    set: { closedAt: null, solvedBy: null, reopenedCount: row.reopenedCount + 1 },
  })
  return present(context, moved)
})

/** Back before its desk as if it came in today, beside the case that it was merged into. */
export const separate = action(endpoints.separate, async (context, { body }) => {
  const row = await beginTied(context, myId(context), 'separate')
  const { story } = await storyOf(context, { row })
  const moved = await move(context, row, {
    event: 'requests.separate',
    state: requestMachine.next(row.state, 'separate'),
    details: { number: story.mergedIntoNumber, ended: 'notSolved' },
    text: body.text,
    set: { mergedInto: null, closedAt: null, assignedBodyId: null, assignedPersonId: null, pauseUntil: null },
  })
  return present(context, moved)
})

async function present(context: Context, known: Known) {
  const { row } = known
  const { story, readers } = await storyOf(context, known)
  const closedOn = closedOnOf(row)
  return {
    ...story,
    readers,
    asks: row.state === 'proposed' ? (askedBy(story.steps) ?? null) : null,
    isCodeShared: isCodeShared(row),
    reopenUntil: closedOn && canReopen(closedOn, row.reopenedCount, context.today) ? addDays(closedOn, limits.reopenDays) : null,
  }
}
