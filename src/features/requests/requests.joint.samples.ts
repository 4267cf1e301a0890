/** Cases before the joint meeting (联席会议), step by step over HTTP, for tests; and that the log still bears them out. */
import { sql } from 'kysely'
import { expect } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import type { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './requests.contract.ts'
import { recountCase } from './requests.jobs.ts'
import { replay, type StepVerb, type ToldStep } from './requests.replay.rules.ts'
import { aStaffedVillage, aTrouble, type SampleTown } from './requests.samples.ts'

export const day = (date: string) => new Date(`${date}T09:00:00+08:00`)
export const job = { kind: 'job', townId: 1, name: 'requests.recount' } as const
const replayed = ['state', 'handlerUnitId', 'assignedBodyId', 'assignedPersonId', 'answerDueOn', 'returnCount', 'levelDueOn'] as const
const replayedEnds = ['closedAt', 'solvedBy', 'jointDecidedOn', 'jointHandlerId', 'askedCount', 'rejectedCount'] as const

export function jointCases(app: ReturnType<typeof useApp>) {
  async function aDepartment(at: SampleTown, name: string) {
    const id = newId()
    const line = 'department'
    await app.owner.insertInto('body').values({ townId: 1, id, line, kind: 'department', foundedOn: '2010-01-01' }).execute()
    await app.owner.insertInto('bodyPeriod').values({ townId: 1, bodyId: id, line, name, valid: '[2010-01-01,)' }).execute()
    return { id, officer: await aHolder(app.owner, 'departmentOfficer', at.town.id, { name: '区永康', bodyId: id }) }
  }

  async function begun() {
    app.now = day('2026-03-02')
    const at = await aStaffedVillage(app.owner)
    const { body } = await app.call(null, endpoints.submit, { body: aTrouble(at.group.id) })
    const params = { requestId: body.id }
    await app.call(at.leader, endpoints.accept, { params, body: { categoryId: at.categoryId } })
    return { at, params, resident: { kind: 'receipt', townId: 1, requestId: body.id } as const, builders: await aDepartment(at, '城建办') }
  }
  type Begun = Awaited<ReturnType<typeof begun>>

  const giveBack = (officer: string, params: { requestId: string }, reason = 'notOurDuty') =>
    app.call(officer, endpoints.giveBack, { params, body: { reason, citedRule: '镇职能清单第3项', text: '灯归供电所管。' } })

  /** Returned three times by the department: on the list. */
  async function returned() {
    const case_ = await begun()
    const { at, params } = case_
    for (let times = 0; times < 3; times += 1) {
      await app.call(at.leader, endpoints.assign, { params, body: { bodyId: at.department.id } })
      expect((await giveBack(at.department.officer, params)).status).toBe(200)
    }
    return case_
  }

  const listOf = async (who: string) => (await app.call(who, endpoints.jointList)).body
  const versionOf = async ({ at, params }: Begun) => (await app.call(at.townClerk, endpoints.get, { params })).body.version

  /** The outcome of a meeting about one case. */
  async function outcome(case_: Begun, decision: object, meeting: object = {}) {
    const { at, params, builders } = case_
    return {
      heldOn: '2026-03-02',
      bodyIds: [builders.id, at.department.id],
      unitIds: [at.village.id],
      decisions: [{ ...params, version: await versionOf(case_), decidedBy: at.townClerk, ...decision }],
      ...meeting,
    }
  }
  const decide = async (case_: Begun, decision: object, meeting: object = {}, who = case_.at.townClerk) =>
    app.call(who, endpoints.decide, { body: await outcome(case_, decision, meeting) })

  /** Walks the log through the replay of ledgers and compares: what is stored is what the log tells. */
  async function bornOut({ at, params }: Begun) {
    const row = await app.owner.selectFrom('request').where('id', '=', params.requestId).selectAll().executeTakeFirstOrThrow()
    const log = await app.owner
      .selectFrom('event')
      .where('subjectId', '=', row.id)
      .where('subjectKind', '=', 'request')
      .selectAll()
      .orderBy('id')
      .execute()
    const details = (event: (typeof log)[number]) => event.details as Record<string, string | undefined> & { workingDays?: number }
    const verbs = log.filter(({ name }) => !['requests.submit', 'requests.putOnJointList'].includes(name))
    const steps = verbs.map((event): ToldStep => {
      const { bodyId, personId, unitId, toUnitId, reason, until } = details(event)
      const to = {
        ...(bodyId && { bodyId }),
        ...(personId && { personId }),
        ...((unitId ?? toUnitId) && { unitId: (unitId ?? toUnitId)! }),
      }
      return {
        verb: event.name.split('.')[1] as StepVerb,
        at: event.at,
        personId: event.actorPersonId,
        to,
        reason: reason ?? null,
        until: until ?? null,
        text: null,
      }
    })
    const kinds = new Map([
      [at.group.id, 'householdGroup'],
      [at.village.id, 'village'],
      [at.town.id, 'town'],
    ])
    const calendar = await app.as(job, context => context.calendar())
    const told = replay(
      {
        submittedAt: row.submittedAt,
        channel: 'web',
        handlerUnitId: details(log[0]!).unitId!,
        kindOf: id => kinds.get(id)!,
        workingDays: details(log.find(({ name }) => name === 'requests.accept')!).workingDays!,
        steps,
      },
      calendar,
      app.now.toISOString().slice(0, 10),
    )
    expect(told).toMatchObject(Object.fromEntries([...replayed, ...replayedEnds].map(name => [name, row[name]])))
    expect(told.clock).toMatchObject({ state: row.clockState, limit: row.clockLimit, dueOn: row.dueOn, soonOn: row.soonOn })
    expect(await app.as(job, context => recountCase(context, row.id))).toEqual([])
    const logged = await app.as(job, ({ db }) =>
      sql<{ involved: string[] }>`select involved from involved_by_log(array[${row.id}::uuid])`.execute(db),
    )
    expect(new Set(row.involved)).toEqual(new Set(logged.rows[0]!.involved))
  }
  return { aDepartment, begun, giveBack, returned, listOf, outcome, decide, bornOut }
}
