/** Attacks on votes (表决攻击): the database edited, the fixed roll written to, rolls read by who should not; and correcting by two. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import { aBranch, aMember } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { endpoints as record } from '#features/record/record.contract.ts'
import { theMinute, trustOf } from '#features/record/record.samples.ts'
import { check } from '#platform/record/check.ts'
import { useApp } from '../../../tests/support/app.ts'
import { personHeader } from '../../../tests/support/app.ts'
import { voteAbout } from './votes.about.ts'
import { endpoints } from './votes.contract.ts'
import { aMeeting, aRegister, named } from './votes.meeting.samples.ts'
import { anAssembly } from './votes.samples.ts'

const app = useApp()
const match = (version: number) => ({ 'if-match': `"${version}"` })

async function aResult() {
  const at = await aRegister(app, 3)
  const meeting = await aMeeting(app, at)
  const ballotId = await meeting.open(3)
  await meeting.mark(ballotId, named(1, 3))
  const { body } = await meeting.close(ballotId, { for: 2, against: 1 })
  await theMinute(app)
  const trust = trustOf((await app.call(null, record.get)).body)
  const faultOf = async (id: string, who?: string) => {
    const proof = await app.raw({ method: 'GET', url: `/log/proof/${id}`, ...(who && { headers: { [personHeader]: who } }) })
    return check(proof.body, trust).fault
  }
  return { at, meeting, ballotId, rollEntry: body.rollRecordEntryId!, resultEntry: body.items[0]!.recordEntryId!, faultOf }
}

test('whoever edits tally, text, verdict or day in the database is found out by anyone; an edited roll by who may read it', async () => {
  const { at, meeting, ballotId, rollEntry, resultEntry, faultOf } = await aResult()
  expect(await faultOf(resultEntry)).toBeNull()
  const edits: [string, string][] = [
    ['ballot', 'votes_for = votes_for + 1'],
    ['ballot', "text = text || '。'"],
    ['ballot', `outcome = jsonb_set(outcome, '{verdict}', '"rejected"')`],
    ['ballot', `roll = jsonb_set(roll, '{all}', '2')`],
    ['ballot', "closed_at = closed_at - interval '1 day'"],
    ['meeting', "starts_at = starts_at - interval '1 day', ends_at = null"],
  ]
  for (const [table, edit] of edits) {
    const id = table === 'ballot' ? ballotId : meeting.id
    const { rows } = await sql<{ kept: string }>`select to_jsonb(t)::text as kept from ${sql.table(table)} t where id = ${id}`.execute(
      app.owner,
    )
    await sql`update ${sql.table(table)} set ${sql.raw(edit)} where id = ${id}`.execute(app.owner)
    expect(await faultOf(resultEntry), edit).toBe('otherText')
    const columns = table === 'ballot' ? 'votes_for, text, outcome, roll, closed_at' : 'starts_at, ends_at'
    await sql`update ${sql.table(table)} t set (${sql.raw(columns)}) = (select ${sql.raw(columns)} from jsonb_populate_record(t, ${rows[0]!.kept}::jsonb))
      where id = ${id}`.execute(app.owner)
    expect(await faultOf(resultEntry), 'as it was again').toBeNull()
  }
  expect(await faultOf(rollEntry, at.supervisor)).toBeNull()
  await sql`update voting_roll set present = false where meeting_id = ${meeting.id} and name = '陈2'`.execute(app.owner)
  expect(await faultOf(rollEntry, at.supervisor)).toBe('otherText')
})

test('the fixed roll, marks and a closed result take no change, whoever holds which post', async () => {
  const { at, meeting, ballotId, faultOf } = await aResult()
  const clerk = await app.person(at.townClerk)
  const touched = await app.as(clerk, async ({ db }) => [
    (await db.updateTable('votingRoll').set({ present: false }).where('meetingId', '=', meeting.id).executeTakeFirst()).numUpdatedRows,
    (await db.updateTable('ballot').set({ votesFor: 3 }).where('id', '=', ballotId).executeTakeFirst()).numUpdatedRows,
    (await db.updateTable('meetingRoll').set({ attendance: 'absent' }).where('meetingId', '=', meeting.id).executeTakeFirst())
      .numUpdatedRows,
  ])
  expect(touched).toEqual([0n, 0n, 0n])
  await expect(app.as(clerk, ({ db }) => db.deleteFrom('ballotMark').where('ballotId', '=', ballotId).execute())).rejects.toThrow(
    'permission',
  )
  const roll = await app.call(at.director, meetings.roll, { params: meeting.params })
  const body = { marks: [{ entryId: roll.body.items[0]!.id, attendance: 'absent' }] }
  expect((await app.call(at.director, meetings.takeAttendance, { params: meeting.params, body }, match(roll.body.version))).status).toBe(
    409,
  )
  expect((await meeting.draw()).status).toBe(409)
  expect((await meeting.table()).status).toBe(409)
  const { version } = await meeting.read()
  const plan = { ...anAssembly(at.cooperativeId), kind: 'assembly' }
  expect((await app.call(at.director, meetings.edit, { params: meeting.params, body: plan }, match(version))).status).toBe(409)
  // Nor after the minutes, where attendance is otherwise put right by a second person.
  await app.call(at.director, meetings.hold, { params: meeting.params })
  const held = (await meeting.read()).version
  expect(
    (await app.call(at.director, meetings.writeMinutes, { params: meeting.params, body: { text: '同意发包。' } }, match(held))).status,
  ).toBe(200)
  // The minutes of a meeting that voted are in the record too, and so is each correction of them.
  const reworded = { text: '同意发包三年。', reason: '漏了年限', marks: [] }
  expect((await app.call(at.villageClerk, meetings.correct, { params: meeting.params, body: reworded }, match(held + 1))).status).toBe(200)
  const recorded = await app.owner
    .selectFrom('recordEntry')
    .where('kind', '=', 'meetings.minutes')
    .where('subject', 'like', `${meeting.id}/%`)
    .select('id')
    .execute()
  await theMinute(app)
  for (const { id } of recorded) expect(await faultOf(id, at.supervisor)).toBeNull()
  expect(recorded).toHaveLength(2)
  const corrected = await app.call(
    at.townClerk,
    meetings.correct,
    { params: meeting.params, body: { text: '同意发包。', reason: '记错人', marks: body.marks } },
    match(held + 2),
  )
  expect([corrected.status, corrected.body.detail]).toEqual([409, '名册已经为表决定下来，到会情况不能再改。'])
})

test('a result is corrected by one with a reason and agreed to by another; the old one stays in sight, both in the record', async () => {
  const { at, ballotId, resultEntry, faultOf } = await aResult()
  const propose = (who: string, tally: object, reason = '把反对数错成同意') =>
    app.call(who, endpoints.proposeCorrection, { params: { ballotId }, body: { tally, reason } })
  expect((await propose(at.director, { for: 2, against: 0, abstain: 0 })).body.errors).toMatchObject([{ pointer: '#/tally' }])
  const proposed = await propose(at.director, { for: 1, against: 2, abstain: 0 })
  const [item] = proposed.body.items
  expect(item).toMatchObject({
    tally: { for: 2, against: 1 },
    outcome: { verdict: 'passed' },
    corrections: [{ confirmedBy: null, proposedBy: '区永康' }],
  })
  expect((await propose(at.villageClerk, { for: 3, against: 0, abstain: 0 })).status).toBe(409)
  const params = { ballotId, correctionId: item!.corrections[0]!.id }
  expect((await app.call(at.director, endpoints.confirmCorrection, { params })).status).toBe(403)
  const confirmed = (await app.call(at.villageClerk, endpoints.confirmCorrection, { params })).body.items[0]!
  expect(confirmed).toMatchObject({
    tally: { for: 1, against: 2 },
    outcome: { verdict: 'rejected' },
    firstTally: { for: 2, against: 1 },
    firstOutcome: { verdict: 'passed' },
    corrections: [{ confirmedBy: '潘小燕', reason: '把反对数错成同意' }],
  })
  await theMinute(app)
  expect([await faultOf(resultEntry), await faultOf(confirmed.corrections[0]!.recordEntryId!)]).toEqual([null, null])
})

test('an assembly’s names are for the staff of its unit and its supervisors; others read numbers', async () => {
  const at = await aRegister(app, 2)
  const grid = await aHolder(app.owner, 'gridLeader', at.cooperative.id)
  const voter = await aHolder(app.owner, 'gridLeader', at.cooperative.id, { name: '陈九' })
  await app.owner.updateTable('voter').set({ personId: voter }).where('bodyId', '=', at.cooperativeId).where('code', '=', '1').execute()
  const meeting = await aMeeting(app, at)
  await meeting.open(2)
  const leader = await aHolder(app.owner, 'townLeader', at.town.id)
  const branchSecretary = await aHolder(app.owner, 'branchSecretary', at.cooperative.id)
  for (const who of [at.townClerk, at.villageClerk, at.director, at.supervisor, branchSecretary])
    expect(await meeting.read(who)).toMatchObject({ opened: true, lines: [{ name: '陈1' }, { name: '陈2' }] })
  for (const who of [leader, grid, voter]) {
    expect((await meeting.read(who)).lines, who).toEqual([])
    expect(await meeting.read(who)).toMatchObject({ numbers: { all: 2, present: 2 }, items: [{ roll: { all: 2 }, marked: [] }] })
    expect((await app.call(who, meetings.roll, { params: meeting.params })).body).not.toMatchObject({ items: [{}] })
    const register = { params: { bodyId: at.cooperativeId, decidingBody: 'collectiveMembers' } }
    expect((await app.call(who, endpoints.register, register)).status).toBe(403)
  }
  // What is kept about oneself, one reads: with an account and with a code.
  for (const who of [await app.person(voter), { kind: 'subject', townId: 1, personId: voter } as const]) {
    const rows = await app.as(who, context => voteAbout[0]!.rows(context, voter))
    expect(rows.map(({ text }) => text)).toEqual(['名册：从2020-01-01起', '一次会议的名册：到会'])
  }
  expect((await app.call(leader, endpoints.document, { params: meeting.params })).status).toBe(403)
})

test('a branch votes with its members as their memberships stand; director and supervisor read nothing of it', async () => {
  const at = await aBranch(app.owner)
  const director = await aHolder(app.owner, 'cooperativeDirector', at.cooperative.id)
  const supervisor = await aHolder(app.owner, 'supervisor', at.village.id)
  for (const [index, name] of ['陈甲', '陈乙', '陈丙', '陈丁'].entries()) {
    const personId = await aMember(app.owner, at.village.id, name, `chen ${index}`)
    await aMembership(app.owner, personId, {
      bodyId: at.branchId,
      unitId: at.cooperative.id,
      ...(index === 3 && { fullOn: null, admittedOn: '2025-07-01' }),
    })
  }
  const body = { ...anAssembly(at.branchId), decidingBody: 'branchMeeting', title: '三月党员大会' }
  const called = await app.call(at.secretary, endpoints.convene, { body })
  expect([called.status, called.body.errors]).toEqual([200, undefined])
  const params = { meetingId: called.body.id }
  await app.call(at.secretary, endpoints.table, { params, body: { title: '发展党员', text: '同意接收。' } })
  const drawn = await app.call(at.secretary, endpoints.drawRoll, { params })
  expect(drawn.body.lines.map(({ name, standing }) => [name, standing])).toEqual([
    ['陈甲', 'voter'],
    ['陈乙', 'voter'],
    ['陈丙', 'voter'],
    ['陈丁', 'probationary'],
  ])
  const line = (name: string) => drawn.body.lines.find(each => each.name === name)!
  const leaveOut = {
    params: { ...params, lineId: line('陈丙').id },
    body: { exclusion: { reason: 'bedridden', decision: '支部2026年2月决定' } },
  }
  expect((await app.call(at.secretary, endpoints.leaveOut, leaveOut)).body.numbers).toMatchObject({ all: 3, eligible: 2 })
  const proxy = {
    params: { ...params, lineId: line('陈甲').id },
    body: { proxy: { holderId: line('陈乙').id, relation: '同志', writtenOn: '2026-03-01' } },
  }
  expect((await app.call(at.secretary, endpoints.giveProxy, proxy)).body.detail).toBe('支部党员大会不能委托别人投票。')
  const roll = await app.call(at.secretary, meetings.roll, { params })
  const marks = roll.body.items.map(({ id, name }) => ({ entryId: id, attendance: name === '陈丙' ? 'absent' : 'present' }))
  await app.call(at.secretary, meetings.takeAttendance, { params, body: { marks } }, match(roll.body.version))
  const ballotId = (await app.call(at.secretary, endpoints.fixRoll, { params })).body.items[0]!.id
  const mark = (name: string) =>
    app.call(at.secretary, endpoints.mark, { params: { ballotId }, body: { marks: [{ lineId: line(name).id, manner: 'inPerson' }] } })
  expect((await mark('陈丁')).body.detail).toBe('陈丁：预备党员，没有表决权，不计票。')
  await mark('陈甲')
  await mark('陈乙')
  const close = { params: { ballotId }, body: { method: 'hands', tally: { for: 2, against: 0, abstain: 0 } } }
  expect((await app.call(at.secretary, endpoints.close, close)).body.items[0]).toMatchObject({
    outcome: { verdict: 'passed', words: ['到会2人，应到2人，过半数为2人', '同意2票，应到会2人，过半数为2票'] },
  })
  for (const who of [director, supervisor]) {
    const { body: seen } = await app.call(who, endpoints.get, { params })
    expect([seen.opened ?? false, seen.lines ?? [], seen.items ?? []]).toEqual([false, [], []])
  }
})
