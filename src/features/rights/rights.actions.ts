/** Rights over one's own data (个人信息权利): what a person reads, takes along, asks and withdraws; and the code from the counter. */
import { randomBytes } from 'node:crypto'
import { factsOf as factsOfPerson, findClosedToo } from '#features/people/people.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { rowsOf, workbookFile } from '#platform/server/workbook.ts'
import { addWorkingDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { endpoints, problems, type Mine, type RightsRequest } from './rights.contract.ts'
import { passOf, subjectPass } from './rights.pass.actions.ts'
import { counterPolicy, rightsPolicy } from './rights.policy.ts'
import * as queries from './rights.queries.ts'
import { answerWithin, codeFrom, codeHours, lampOf, plainCode } from './rights.rules.ts'
import { lookNames } from './rights.words.ts'
import { mineSheet } from './rights.workbook.ts'

const codePlace = 'subject.code'

const myId = ({ actor }: Context): string => {
  if (actor.kind !== 'person' && actor.kind !== 'subject') throw new Problem(common.signInRequired)
  return actor.personId
}

export const mine = action(endpoints.mine, async context => {
  context.require(rightsPolicy, 'mine', null)
  return gather(context)
})

export const download = action(endpoints.download, async (context, { query: { format } }) => {
  context.require(rightsPolicy, 'download', null)
  const all = await gather(context)
  await context.record('rights.download', { kind: 'person', id: myId(context) }, { format })
  const name = `我的信息${context.today}`
  if (format === 'json')
    return { fileName: `${name}.json`, mediaType: 'application/json', bytes: Buffer.from(JSON.stringify(all, null, 2)) }
  const rows = all.kept.flatMap(({ rows: lines, title, purpose, basis, retention }) =>
    lines.map(line => ({ title, ...line, purpose, basis, retention })),
  )
  return workbookFile(name, [rowsOf(mineSheet, rows)], { reportedBy: all.name, stamp: `本人下载　${context.today}` })
})

/** Everything of oneself, each feature under the caller's own policies. */
async function gather(context: Context): Promise<Mine> {
  const { db } = context
  const personId = myId(context)
  const name = await queries.nameOf(db, personId)
  if (name === undefined) throw new Problem(common.notFound)
  const kept: Mine['kept'] = []
  for (const { title, purpose, basis, retention, rows } of context.about)
    kept.push({ title, purpose, basis, retention, rows: await rows(context, personId) })
  const looks = await queries.looksAt(db, personId, Object.keys(lookNames))
  return {
    name,
    kept,
    looks: looks.map(({ at, name: event, who }) => ({ at: at.toISOString(), who, what: lookNames[event]! })),
    requests: (await queries.requestsOf(context, personId)).map(row => present(context, row)),
    shown: await queries.isShown(db, personId),
  }
}

export const ask = action(endpoints.ask, async (context, { body }) => {
  context.require(rightsPolicy, 'ask', null)
  const personId = myId(context)
  const id = newId(context.now.getTime())
  const due = addWorkingDays(await context.calendar(), context.today, answerWithin)
  await queries.insertRequest(context, {
    townId: context.townId,
    id,
    personId,
    ...body,
    receivedAt: context.now,
    dueOn: due.day,
    dueEstimated: due.estimated,
  })
  await context.record('rights.ask', { kind: 'rightsRequest', id }, { kind: body.kind })
  return present(context, (await queries.findRequest(context, id))!)
})

export const hideName = action(endpoints.hideName, async context => {
  context.require(rightsPolicy, 'hideName', null)
  const hidden = await queries.hideMyName(context.db)
  await context.record('rights.hideName', { kind: 'person', id: myId(context) }, { hidden })
  return { hidden }
})

export const openCode = action(endpoints.openCode, async (context, { body: { code } }) => {
  context.require(rightsPolicy, 'openCode', null)
  const used = await queries.useCode(context.db, context.sealing.index(plainCode(code), codePlace), context.now)
  if (!used) throw new Problem(problems.codeSpent)
  const { personId, issuedBy } = used
  await context.record('rights.openCode', { kind: 'person', id: personId })
  return { pass: subjectPass.make(context.sealing, passOf(personId, issuedBy), context.now) }
})

export const issueCode = action(endpoints.issueCode, async (context, { params: { personId }, body: { identity } }) => {
  // Also who was forgotten may ask what is still kept (个人信息保护法 §45).
  const person = await findClosedToo(context, personId)
  context.require(counterPolicy, 'issueCode', { ...factsOfPerson(person), personId })
  const { actor, now, sealing } = context
  if (!isPerson(actor)) throw new Problem(common.signInRequired)
  const code = codeFrom(randomBytes(64))
  const expiresAt = new Date(now.getTime() + codeHours * 3_600_000)
  const row = { townId: context.townId, id: newId(now.getTime()), personId, issuedBy: actor.personId, issuedAt: now, expiresAt }
  await queries.insertCode(context.db, { ...row, digest: sealing.index(plainCode(code), codePlace) })
  await context.record('rights.issueCode', { kind: 'person', id: personId, unitId: person.unitId }, { identity })
  return { code, expiresAt: expiresAt.toISOString() }
})

export type RequestRow = NonNullable<Awaited<ReturnType<typeof queries.findRequest>>>

export function present({ actor, today, now }: Context, row: RequestRow): RightsRequest {
  const { state, personId, dueOn, receivedAt, ...rest } = row
  return {
    ...rest,
    state,
    personId,
    dueOn,
    receivedAt: receivedAt.toISOString(),
    lamp: lampOf(state, dueOn, today),
    allowedActions: rightsPolicy.allowed(actor, { state, personId }, now),
  }
}
