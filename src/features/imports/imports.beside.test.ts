/** Imports beside other work (导入与别人的改动): a workbook is entered while a colleague changes the same things by hand. */
import { sql, type RawBuilder } from 'kysely'
import { expect, test } from 'vitest'
import { endpoints as people } from '#features/people/people.contract.ts'
import { endpoints as posts } from '#features/people/people.posts.contract.ts'
import { asRead } from '#features/people/people.samples.ts'
import { endpoints as venues } from '#features/venues/venues.contract.ts'
import { newId } from '#platform/shared/ids.ts'
import { useApp } from '../../../tests/support/app.ts'
import { behind } from '../../../tests/support/queue.ts'
import type { ImportWithErrors } from './imports.contract.ts'
import { aCodedVillage, aPersonRow, aTermRow, aVenueRow, aWorkbook, importsOf, type BookRows } from './imports.samples.ts'

const app = useApp()
const { send, commit } = importsOf(app)

async function tried(who: string, rows: BookRows): Promise<string> {
  const { body } = await send(who, await aWorkbook(rows))
  expect(body.errors).toEqual([])
  return body.id
}
const enter = async (who: string, rows: BookRows) => expect((await commit(who, await tried(who, rows))).status).toBe(200)

/** What the entry came to; it and `first` wait behind the lock in this order. */
async function entered(lock: RawBuilder<unknown>, first: (() => Promise<{ status: number }>)[], who: string, id: string) {
  const answers = await behind<{ status: number; body?: unknown }>(app.owner, lock, [...first, () => commit(who, id, 'right')])
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  const { sheets, errors } = answers.at(-1)!.body as ImportWithErrors
  return { written: sheets.map(({ created, updated, leftOut }) => [created, updated, leftOut]), says: errors.map(({ message }) => message) }
}

test('a telephone that a colleague corrects while the import runs stays corrected', async () => {
  const { townClerk, code, village } = await aCodedVillage(app.owner)
  await enter(townClerk, { people: [aPersonRow(code)] })
  const { id } = await app.owner.selectFrom('person').where('externalCode', '=', `${code}-R1`).select('id').executeTakeFirstOrThrow()
  const file = await tried(townClerk, { people: [aPersonRow(code, { name: '陈大美', phone: null })] })
  const body = { name: '陈大妹', phone: '13711112222', unitId: village.id, externalCode: `${code}-R1` }
  const edit = () => app.call(townClerk, people.edit, { params: { personId: id }, body }, { 'if-match': '"1"' })
  const held = sql`select from person where id = ${id} for update`
  expect((await entered(held, [edit], townClerk, file)).written).toEqual([[0, 1, 0]])
  const after = await app.owner.selectFrom('person').where('id', '=', id).selectAll().executeTakeFirstOrThrow()
  expect([after.name, app.platform.sealing.open(after.phoneSealed!, 'person.phone')]).toEqual(['陈大美', '13711112222'])
})

test('a venue that is closed while the import runs stays closed', async () => {
  const { townClerk, code } = await aCodedVillage(app.owner)
  await enter(townClerk, { venues: [aVenueRow(code)] })
  const { id } = await app.owner.selectFrom('venue').where('externalCode', '=', `${code}-Z1`).select('id').executeTakeFirstOrThrow()
  const file = await tried(townClerk, { venues: [aVenueRow(code, { address: '福寿里14号' })] })
  const close = () =>
    app.call(townClerk, venues.close, { params: { venueId: id }, body: { closedOn: '2026-03-01' } }, { 'if-match': '"1"' })
  expect(await entered(sql`select from venue where id = ${id} for update`, [close], townClerk, file)).toEqual({
    written: [[0, 0, 1]],
    says: ['状态不能退回到这一步。'],
  })
  const after = await app.owner.selectFrom('venue').where('id', '=', id).select(['status', 'closedOn']).executeTakeFirst()
  expect(after).toEqual({ status: 'closed', closedOn: '2026-03-01' })
})

test('a code that a colleague gives meanwhile costs its row alone', async () => {
  const { townClerk, code, village } = await aCodedVillage(app.owner)
  const rows = Array.from({ length: 5 }, (_, at) => aPersonRow(code, { code: `${code}-R${at}` }))
  const file = await tried(townClerk, { people: rows })
  const given = sql`insert into person (town_id, id, name, sort_key, unit_id, external_code, created_at)
    values (1, ${newId()}, '黄志强', 'huang zhi qiang', ${village.id}, ${`${code}-R3`}, now())`
  expect(await entered(given, [], townClerk, file)).toEqual({
    written: [[4, 0, 1]],
    says: ['这个编码刚刚有人用了。请再试算一次。'],
  })
})

test('so does a term that a colleague enters meanwhile', async () => {
  const { townClerk, code } = await aCodedVillage(app.owner)
  const held = { role: '户联系党小组组长', title: '组长' } as const
  const persons = [1, 2, 3].map(at => aPersonRow(code, { code: `${code}-R${at}` }))
  await enter(townClerk, { people: persons, terms: [aTermRow(code, { ...held, personCode: `${code}-R1` })] })
  const file = await tried(townClerk, { terms: persons.map(each => aTermRow(code, { ...held, personCode: each.code })) })
  const begun = sql`insert into term (town_id, id, post_id, person_id, valid, shown_to_residents)
    select 1, ${newId()}, term.post_id, person.id, '[2021-02-01,)', false from person, term
    where person.external_code = ${`${code}-R3`} and term.person_id = (select id from person where external_code = ${`${code}-R1`})`
  expect(await entered(begun, [], townClerk, file)).toEqual({
    written: [[1, 0, 1]],
    says: ['这段任职刚刚有人登记了。请再试算一次。'],
  })
})

test.each([
  // who is first, what the one who closes and the import are told, why
  ['closed', '200', [0, 0, 1], ['这个岗位已定于2026-04-01撤销。'], 'the post ends before the term does'],
  ['imported', '/problems/edited-meanwhile', [1, 0, 0], [], 'whoever closes it has not seen who holds it by then'],
] as const)('a post is closed while the import gives it to somebody, first %s: %s, %j', async (first, told, written, says, _why) => {
  const { townClerk, code } = await aCodedVillage(app.owner)
  const persons = [1, 2].map(at => aPersonRow(code, { code: `${code}-R${at}` }))
  await enter(townClerk, { people: persons, terms: [aTermRow(code, { title: '驻村办事员', until: '2026-03-20' })] })
  const { postId } = await sql<{ postId: string }>`select post_id from term join person on person.id = term.person_id
    where person.external_code = ${`${code}-R1`}`
    .execute(app.owner)
    .then(({ rows }) => rows[0]!)
  const file = await tried(townClerk, { terms: [aTermRow(code, { title: '驻村办事员', personCode: `${code}-R2`, from: '2026-03-21' })] })
  const read = await asRead(app.owner, { postId })
  const close = async (): Promise<Answered> =>
    app.call(townClerk, posts.closePost, { params: { postId }, body: { closedOn: '2026-04-01' } }, read)
  const enterIt = async (): Promise<Answered> => commit(townClerk, file, 'right')
  const held = sql`select from post where id = ${postId} for update`
  const answers = await behind(app.owner, held, first === 'closed' ? [close, enterIt] : [enterIt, close])
  const [closing, entry] = first === 'closed' ? answers : answers.toReversed()
  const { sheets, errors } = entry!.body as ImportWithErrors
  expect(sheets.map(({ created, updated, leftOut }) => [created, updated, leftOut])).toEqual([written])
  expect(errors.map(({ message }) => message)).toEqual(says)
  expect(closing!.status === 200 ? '200' : (closing!.body as { type: string }).type).toBe(told)
})

interface Answered {
  status: number
  body?: unknown
}

test('what a table refuses costs its sheet and not the workbook, and the sentence names the constraint', async () => {
  const { townClerk, code } = await aCodedVillage(app.owner)
  await sql`alter table venue add constraint venue_of_this_test check (address <> '测试路13号')`.execute(app.owner)
  const { body } = await send(
    townClerk,
    await aWorkbook({
      people: [aPersonRow(code)],
      venues: [aVenueRow(code), aVenueRow(code, { code: `${code}-Z2`, address: '测试路13号' })],
    }),
  )
  expect(body.errors).toEqual([
    {
      sheet: '阵地',
      row: 4,
      column: '',
      header: '',
      message: '有一行存不进去，整张表都没有导入。请把“venue_of_this_test”告诉系统管理员。',
    },
  ])
  const done = await commit(townClerk, body.id, 'right')
  expect(done.body.sheets.map(({ sheet, created, leftOut }) => [sheet, created, leftOut])).toEqual([
    ['people', 1, 0],
    ['venues', 0, 2],
  ])
})
