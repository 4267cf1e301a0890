/** Volunteer records for the national system (全国志愿服务记录): what goes out, and to whom. */
import { sql } from 'kysely'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { endpoints as trainings } from '#features/trainings/trainings.contract.ts'
import { aCourse, aSession } from '#features/trainings/trainings.samples.ts'
import { aTeam } from '#features/volunteering/volunteering.samples.ts'
import { readWorkbook } from '#platform/server/workbook.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { certificateSteps, lockedHours, monday } from './certificates.samples.ts'
import { nationalSheet, registerSheet, trainingSheet } from './certificates.workbook.ts'

const app = useApp()
let steps: Awaited<ReturnType<typeof certificateSteps>>
beforeAll(async () => {
  steps = await certificateSteps(app)
})
afterEach(() => {
  app.now = monday
})
const take = (who: string, unitId: string, to = '2026-12-31') =>
  app.raw({
    method: 'POST',
    url: '/api/volunteer-record-exports',
    headers: { 'x-test-person': who },
    payload: { unitId, from: '2026-01-01', to },
  })

test('the records of a year with their grade, ③ included, and the register; readable by any reader of workbooks', async () => {
  const { certificate } = await steps.issued('阿卜杜拉·买买提')
  const gone = await steps.revoked()
  const file = await take(steps.clerk, steps.at.village.id)
  expect(file.statusCode).toBe(200)
  const book = await readWorkbook(file.rawPayload, [nationalSheet, registerSheet])
  expect(book.readings.flatMap(({ errors }) => errors)).toEqual([])
  const rows = book.of(nationalSheet)!.rows.map(({ values }) => values)
  expect(rows.slice(0, 2).map(({ servedOn, startsAt, endsAt }) => [servedOn, startsAt, endsAt])).toEqual([
    ['2026-01-10', '14:00', '16:00'],
    ['2026-01-10', '14:00', '16:00'],
  ])
  expect(new Set(rows.map(({ grade }) => grade))).toEqual(new Set(['①现场双方确认', '②组织者确认', '③事后补记']))
  expect(
    rows.every(({ personCode }) => !/^\d{17}[\dX]$/.test(personCode)),
    'never an ID number',
  ).toBe(true)
  const register = book.of(registerSheet)!.rows.map(({ values }) => values)
  expect(register).toMatchObject([
    { serial: certificate.serial, name: '阿卜杜拉·买买提', onSite: 120, organiser: 90, state: '有效', handlerName: '何建生' },
    { serial: gone.certificate.serial, state: '已撤销' },
  ])
})

test('training of volunteers with its hours and stars from what was organised here; what has no record says so and stays empty', async () => {
  const { person } = await steps.served('区𠮷')
  const { at, clerk } = steps
  for (const day of [1, 2, 3, 4, 5]) await lockedHours(app.owner, at.village.id, person, `2025-01-1${day}`, { credited: 1_200 })
  const credit = async (audience: 'volunteers' | 'members') => {
    const course = await aCourse(app.owner, at.village.id, { audience })
    const { body: session } = await app.call(at.villageSecretary, trainings.create, { body: aSession(course) })
    await app.owner
      .insertInto('trainingRoll')
      .values({
        townId: 1,
        id: newId(),
        sessionId: session.id,
        position: 1,
        personId: person,
        name: '区𠮷',
        sortKey: 'ou',
        attendance: 'present',
        hours: 4,
      })
      .execute()
    await app.owner.updateTable('trainingSession').set({ state: 'credited' }).where('id', '=', session.id).execute()
    return (await app.owner.selectFrom('trainingCourse').where('id', '=', course).select('title').executeTakeFirstOrThrow()).title
  }
  const title = await credit('volunteers')
  await credit('members')
  const of = async (who: string) => {
    const book = await readWorkbook((await take(who, at.village.id)).rawPayload, [trainingSheet])
    const rows = book.of(trainingSheet)!.rows.map(({ values }) => values)
    expect(new Set(rows.map(({ personCode }) => personCode)).size, 'each once').toBe(rows.length)
    return rows.find(({ personCode }) => personCode === person)
  }
  expect(await of(at.villageSecretary), 'the Party’s courses are not among them').toMatchObject({
    courses: title,
    trainingHours: 4,
    star: '一星志愿者',
    commendation: null,
    evaluation: null,
  })
  expect(await of(clerk)).toMatchObject({ trainingHours: 4, star: '一星志愿者' })
})

test('more than one workbook holds is refused in words; in parts it goes out', async () => {
  const { certificate } = await steps.issued()
  const more = 20_000
  const copy = (set: object) => sql`(jsonb_populate_record(c, ${JSON.stringify(set)}::jsonb || jsonb_build_object('id', gen_random_uuid(),
    'serial', 'ZM2029-' || (100000 + n), 'code_digest', 'x' || n, 'list_index', n))).*`
  await sql`insert into volunteer_certificate select ${copy({ issued_on: '2029-05-01', valid_until: '2032-04-30' })}
    from volunteer_certificate c, (select n from generate_series(0, 99999) n where not exists (select from volunteer_certificate where list_index = n)
      limit ${more}) free where c.id = ${certificate.id}::uuid`.execute(app.owner)
  const export_ = (to: string) => take(steps.clerk, steps.at.village.id, to)
  expect((await export_('2029-04-30')).statusCode).toBe(200)
  const refused = await export_('2029-05-01')
  expect([refused.statusCode, refused.json()]).toMatchObject([
    422,
    { errors: [{ pointer: '#/to', detail: '超过20000行，请分几段日子导出' }] },
  ])
})

test('an office takes out what it organised, nothing of the neighbour’s', async () => {
  const next = await aTeam(app.owner)
  expect((await take(next.villageSecretary, steps.at.village.id)).statusCode).toBe(403)
  expect((await take(steps.at.gridLeader, steps.at.village.id)).statusCode).toBe(403)
  expect((await take(steps.clerk, steps.at.village.id, '2025-12-31')).statusCode).toBe(422)
  const book = await readWorkbook((await take(next.villageSecretary, next.village.id)).rawPayload, [nationalSheet])
  expect(book.of(nationalSheet)!.rows).toEqual([])
})
