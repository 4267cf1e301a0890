/** Rows of the ledger of duty (双报到、岗位、领岗、微心愿表): in, again, out, and what is wrong with one. */
import { expect, test } from 'vitest'
import { aBranch, aMember } from '#features/meetings/meetings.samples.ts'
import { aMembership } from '#features/memberships/memberships.samples.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { useApp } from '../../../tests/support/app.ts'
import { testTown } from '../../../tests/support/platform.ts'
import * as out from './commitments.export.actions.ts'
import * as rows from './commitments.rows.actions.ts'
import type { PostHoldingSheetRow, ReportInSheetRow, ServicePostSheetRow, WishSheetRow } from './commitments.workbook.ts'

const app = useApp()
const job = { kind: 'job', townId: testTown, name: 'imports.test' } as const
const numbered = <V>(values: readonly V[]) => values.map((each, at): ReadRow<V> => ({ row: at + 3, values: each, masked: [] }))
const faultsOf = ({ faults }: { faults: readonly { key: string | null }[] }) => faults.map(({ key }) => key)

test('report-ins and wishes go in, change nothing the second time, and come out as they went in', async () => {
  const at = await aBranch(app.owner)
  const [one, two, three] = [
    await aMember(app.owner, at.village.id, '䶮'),
    await aMember(app.owner, at.village.id, '陈大妹'),
    await aMember(app.owner, at.village.id, '何建生'),
  ]
  const report = (personCode: string, changes: Partial<ReportInSheetRow> = {}): ReportInSheetRow => ({
    personCode,
    unitCode: at.village.id,
    workUnit: '区水利局',
    workContact: null,
    state: '已编入网格',
    reportedOn: '2020-06-01',
    gridCode: at.cooperative.id,
    ...changes,
  })
  const reports = [
    report(one),
    report(two, { state: '已接收', gridCode: null }),
    report(three, { state: '已邀请', workUnit: null, reportedOn: null, gridCode: null }),
  ]
  const apply = (values: readonly ReportInSheetRow[]) => app.as(job, context => rows.applyReportInRows(context, numbered(values)))
  expect(await apply(reports)).toEqual({ created: 3, updated: 0, unchanged: 0, faults: [] })
  expect(await apply(reports)).toEqual({ created: 0, updated: 0, unchanged: 3, faults: [] })
  const wrong = await apply([
    report(one, { workUnit: '区档案馆' }),
    report('R9999'),
    report(at.secretary, { unitCode: at.cooperative.id }),
    report(at.gridLeader, { reportedOn: null }),
    report(at.villageSecretary, { gridCode: null }),
  ])
  expect(faultsOf(wrong)).toEqual(['personCode', 'personCode', 'unitCode', 'reportedOn', 'gridCode'])
  const left = await app.as(job, context => out.exportReportInRows(context))
  expect(left).toEqual(expect.arrayContaining(reports))
  expect(await apply(left)).toMatchObject({ created: 0, unchanged: left.length, faults: [] })

  const wish = (code: string, changes: Partial<WishSheetRow> = {}): WishSheetRow => ({
    code,
    unitCode: at.cooperative.id,
    text: '想要一张旧书桌',
    postedOn: '2026-02-01',
    expiresOn: '2026-06-30',
    state: '等人认领',
    ...changes,
  })
  const put = (values: readonly WishSheetRow[]) => app.as(job, context => rows.applyWishRows(context, numbered(values)))
  const wishes = [wish('XY-1'), wish('XY-2', { postedOn: '2025-06-01', expiresOn: '2025-12-31', state: '到期没人认领' })]
  expect(await put(wishes)).toEqual({ created: 2, updated: 0, unchanged: 0, faults: [] })
  expect(await put(wishes)).toEqual({ created: 0, updated: 0, unchanged: 2, faults: [] })
  const unwelcome = await put([
    wish('XY-3', { text: '帮陈伯换一盏灯' }),
    wish('XY-4', { unitCode: 'X' }),
    wish('XY-5', { postedOn: '2026-03-03' }),
    wish('XY-6', { expiresOn: '2027-03-01' }),
    wish('XY-7', { state: '到期没人认领' }),
    wish('XY-1', { text: '想要一盏灯' }),
  ])
  expect(faultsOf(unwelcome)).toEqual(['text', 'unitCode', 'postedOn', 'expiresOn', 'state', 'code'])
  const told = await app.as(job, context => out.exportWishRows(context))
  expect(told).toEqual(wishes)
})

test('posts and who holds them: one of a kind in a unit, members alone, not more than places', async () => {
  const at = await aBranch(app.owner)
  const people = []
  for (const name of ['区𠮷', '阿卜杜拉·买买提', '冼秀珍']) {
    const personId = await aMember(app.owner, at.cooperative.id, name)
    await aMembership(app.owner, personId, { bodyId: at.branchId, unitId: at.cooperative.id })
    people.push(personId)
  }
  const [one, two, three] = people as [string, string, string]
  const post = (code: string, changes: Partial<ServicePostSheetRow> = {}): ServicePostSheetRow => ({
    code,
    unitCode: at.cooperative.id,
    kind: '政策宣传岗',
    headcount: 1,
    conditions: null,
    openedOn: '2020-01-10',
    ...changes,
  })
  const define = (values: readonly ServicePostSheetRow[]) => app.as(job, context => rows.applyServicePostRows(context, numbered(values)))
  const posts = [post('GW-1'), post('GW-2', { kind: '民情联络岗', headcount: 3 })]
  expect(await define(posts)).toEqual({ created: 2, updated: 0, unchanged: 0, faults: [] })
  expect(await define(posts)).toEqual({ created: 0, updated: 0, unchanged: 2, faults: [] })
  expect(
    faultsOf(
      await define([
        post('GW-3'),
        post('GW-4', { unitCode: 'X' }),
        post('GW-5', { openedOn: '2026-03-03' }),
        post('GW-1', { headcount: 2 }),
      ]),
    ),
  ).toEqual(['kind', 'unitCode', 'openedOn', 'code'])
  const hold = (postCode: string, personCode: string, changes: Partial<PostHoldingSheetRow> = {}): PostHoldingSheetRow => ({
    postCode,
    personCode,
    state: '履岗',
    appliedOn: '2020-01-15',
    decidedOn: '2020-01-20',
    publishedOn: '2020-01-21',
    servingFrom: '2020-02-01',
    endedOn: null,
    ...changes,
  })
  const none = { decidedOn: null, publishedOn: null, servingFrom: null }
  const put = (values: readonly PostHoldingSheetRow[]) => app.as(job, context => rows.applyPostHoldingRows(context, numbered(values)))
  const holdings = [
    hold('GW-1', one),
    hold('GW-2', two, { state: '认岗，等支部会议定', ...none }),
    hold('GW-2', one, { state: '已卸任', endedOn: '2021-01-31' }),
  ]
  expect(await put(holdings)).toEqual({ created: 3, updated: 0, unchanged: 0, faults: [] })
  expect(await put(holdings)).toEqual({ created: 0, updated: 0, unchanged: 3, faults: [] })
  const wrong = await put([
    hold('GW-1', three),
    hold('GW-9', three),
    hold('GW-2', at.gridLeader),
    hold('GW-2', three, { servingFrom: '2020-01-26' }),
    hold('GW-1', one, { appliedOn: '2020-01-16' }),
    hold('GW-2', two, none),
  ])
  expect(faultsOf(wrong)).toEqual(['postCode', 'postCode', 'personCode', 'servingFrom', 'personCode', 'servingFrom'])
  const left = await app.as(job, async context => ({
    posts: await out.exportServicePostRows(context),
    holdings: await out.exportPostHoldingRows(context),
  }))
  expect(left.posts).toEqual(posts)
  expect(left.holdings).toEqual(expect.arrayContaining(holdings))
  expect(await put(left.holdings)).toMatchObject({ created: 0, unchanged: 3, faults: [] })
  await app.owner.updateTable('postHolding').set({ servingFrom: '2020-01-26' }).where('personId', '=', one).execute()
  const before = await app.as(job, context => out.exportPostHoldingRows(context))
  expect(await put(before), 'began when the day of publication still counted').toMatchObject({ unchanged: 3, faults: [] })
})
