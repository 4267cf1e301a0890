/** Disclosure (公示公开): a place with its people, and notices on their way, for tests. */
import { expect } from 'vitest'
import { aHolder } from '#features/people/people.samples.ts'
import { append } from '#features/record/record.actions.ts'
import { aTown, aVillage } from '#features/units/units.samples.ts'
import type { Database } from '#platform/database/database.ts'
import type { Endpoint, InputOf, OutputOf } from '#platform/shared/endpoint.ts'
import { newId } from '#platform/shared/ids.ts'
import type { useApp } from '../../../tests/support/app.ts'
import { endpoints, type Notice, type NoticeFields, type NoticeType } from './disclosures.contract.ts'

/** A village with its office and two supervisors, under a town that may decide. */
export async function aNoticePlace(db: Database) {
  const town = await aTown(db)
  const village = await aVillage(db)
  return {
    town,
    village,
    clerk: await aHolder(db, 'villageClerk', village.id, { name: '陈婉仪' }),
    supervisor: await aHolder(db, 'supervisor', village.id, { name: '潘国强' }),
    otherSupervisor: await aHolder(db, 'supervisor', village.id, { name: '关佩珊' }),
    townClerk: await aHolder(db, 'townClerk', town.id, { name: '李少玲' }),
    discipline: await aHolder(db, 'townDiscipline', town.id, { name: '何志明' }),
  }
}
export type NoticePlace = Awaited<ReturnType<typeof aNoticePlace>>

/** Everything that a notice must say. */
export const wholeFields = (changes: Partial<NoticeFields> = {}): NoticeFields => ({
  title: '关于鱼塘发包结果的公示',
  basis: '2026年2月27日成员代表会议决议',
  content: '三口鱼塘发包，租期五年，收益归集体。',
  table: null,
  days: 7,
  objectPhone: '0757-86880000',
  objectAddress: '柳河村委会一楼',
  objectWindow: '村务监督窗口',
  issuer: '柳河村村民委员会',
  issuedOn: '2026-03-02',
  seal: 'notNeeded',
  noAttachments: true,
  resultDueOn: '2026-06-30',
  pollingOn: null,
  purposeEndsOn: null,
  audit: '',
  ...changes,
})

type Program = ReturnType<typeof useApp>
type Refusal = { type: string; title: string; detail?: string; errors: { pointer: string; detail: string }[] }
interface Caller {
  call<E extends Endpoint>(
    who: string | null,
    endpoint: E,
    input?: { [K in keyof InputOf<E>]?: unknown },
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: OutputOf<E> & Refusal }>
}
type Step = 'write' | 'mask' | 'submit' | 'sendBack' | 'discard' | 'publish' | 'correct' | 'conclude' | 'unpublish'

/** A notice as a draft, and short ways to move it. */
export async function aNotice(
  app: Caller,
  place: NoticePlace,
  { type = 'decision', fields, near = [] }: { type?: NoticeType; fields?: Partial<NoticeFields>; near?: string[] } = {},
) {
  const title = '关于鱼塘发包结果的公示'
  const begun = await app.call(place.clerk, endpoints.draft, { body: { type, unitId: place.village.id, title } })
  expect([begun.status, begun.body.detail]).toEqual([200, undefined])
  const params = { noticeId: begun.body.id }
  const read = async (by: string | null = place.clerk): Promise<Notice> => (await app.call(by, endpoints.get, { params })).body
  const step = async (name: Step, by: string, body?: object, version?: number) =>
    app.call(by, endpoints[name], { params, ...(body && { body }) }, { 'if-match': `"${version ?? (await read(by)).version}"` })
  const write = (changes: Partial<NoticeFields> = {}, by = place.clerk) =>
    step('write', by, { fields: wholeFields({ days: begun.body.leastDays, ...fields, ...changes }), near })
  const publish = (by = place.supervisor) => step('publish', by, { notNear: true })
  return {
    id: params.noticeId,
    params,
    read,
    step,
    write,
    publish,
    /** Written, submitted and published. */
    async goOut(changes: Partial<NoticeFields> = {}) {
      for (const answer of [await write(changes), await step('submit', place.clerk), await publish()])
        expect([answer.status, answer.body.detail]).toEqual([200, undefined])
      return read()
    },
    object: (text = '租金比市价低太多', by: string | null = null) => app.call(by, endpoints.object, { params, body: { text } }),
    decide: (objectionId: string, by: string, outcome: 'dismissed' | 'upheld', reason = '查过账目，租金经过公开竞价') =>
      app.call(by, endpoints.decide, { params: { ...params, objectionId }, body: { outcome, reason } }),
  }
}

/** Rows of a notice that went out on the day, about a subject of its own or the one given: for tests of numbers. */
export async function aNoticeRow(
  app: Pick<Program, 'owner' | 'as'>,
  unitId: string,
  day: string,
  { type = 'decision', subjectId = newId(), dueOn = null }: { type?: NoticeType; subjectId?: string; dueOn?: string | null } = {},
) {
  const [publishedBy, submittedBy] = [await aHolder(app.owner, 'supervisor', unitId), await aHolder(app.owner, 'villageClerk', unitId)]
  const id = newId()
  const at = new Date(`${day}T00:30:00+08:00`)
  const recordEntryId = await app.as({ kind: 'job', townId: 1, name: 'record.merge' }, context =>
    append(context, 'disclosures.notice', `${id}/1`, '例子'),
  )
  await app.owner
    .insertInto('notice')
    .values({
      townId: 1,
      id,
      unitId,
      type,
      subjectKind: 'decision',
      subjectId,
      state: 'published',
      number: 1,
      leastDays: 7,
      resultDueOn: dueOn,
      createdAt: at,
    })
    .execute()
  const version = {
    townId: 1,
    noticeId: id,
    number: 1,
    title: '关于鱼塘发包结果的公示',
    days: 7,
    dayUnit: 'day',
    publishedOn: day,
  } as const
  await app.owner
    .insertInto('noticeVersion')
    .values({ ...version, publishedAt: at, publishedBy, submittedBy, recordEntryId })
    .execute()
  return { id, subjectId }
}
