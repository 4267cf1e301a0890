/** Rows of the ledger of duty (双报到、岗位、领岗、微心愿表): in. The caller asks its own policy and records the import. */
import { unitsByKey } from '#features/units/units.rows.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { givingWay } from '#platform/server/giving-way.ts'
import { byKey, type Applied, type RowFault } from '#platform/shared/applied.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { catalogue } from './commitments.catalogue.rules.ts'
import { unitKinds } from './commitments.queries.ts'
import { adoptKinds } from './commitments.posts.queries.ts'
import * as queries from './commitments.rows.queries.ts'
import { beginsOn, wishFault } from './commitments.rules.ts'
import * as sheet from './commitments.workbook.ts'

type Fault = { key: string; message: string }
const different: Omit<Fault, 'key'> = { message: '已经登记，内容不同。变动请在“双报到和岗位”页面办。' }
const noPerson = (code: string): Fault => ({ key: 'personCode', message: `没有编码为“${code}”的人员。` })
const noUnit = (code: string): Fault => ({ key: 'unitCode', message: `没有编码为“${code}”的单元。` })
const isSame = <T extends object>(a: T, b: T) => (Object.keys(b) as (keyof T)[]).every(key => a[key] === b[key])

/** Enters report-ins. Who has reported stays as he is; the same rows again change nothing. */
export async function applyReportInRows(context: Context, rows: readonly ReadRow<sheet.ReportInSheetRow>[]): Promise<Applied> {
  const { db, townId, today } = context
  await queries.lockDuties(db, townId)
  const [people, units, kinds] = [await queries.peopleIds(db), await unitsByKey(context), await unitKinds(db)]
  const known = new Map((await queries.knownReports(db)).map(report => [report.personId, report]))
  const faults: RowFault[] = []
  const created: (queries.ToldReport & { id: string })[] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, sheet.reportInSheet.keyOf, 'personCode', faults).values())) {
    const state = sheet.reportStateOf(values.state)
    const [personId, unitId] = [people.get(values.personCode), units.get(values.unitCode)?.id]
    const gridUnitId = values.gridCode === null ? null : units.get(values.gridCode)?.id
    const isVillage = unitId !== undefined && ['village', 'community'].includes(kinds.get(unitId) ?? '')
    const isTold = state === 'invited' ? values.reportedOn === null : values.reportedOn !== null && values.reportedOn <= today
    if (!personId) faults.push({ row, ...noPerson(values.personCode) })
    else if (!isVillage) faults.push({ row, key: 'unitCode', message: '请写一个村（社区）的编码。' })
    else if (!isTold) faults.push({ row, key: 'reportedOn', message: '报到的写报到日期，不能在以后；只邀请的留空。' })
    else if (gridUnitId === undefined || (gridUnitId === null) === (state === 'inGrid'))
      faults.push({ row, key: 'gridCode', message: '已编入网格的写网格编码，别的留空。' })
    else {
      const { workUnit, workContact, reportedOn } = values
      const told = { personId, unitId, workUnit: workUnit ?? '', workContact: workContact ?? '', state, reportedOn, gridUnitId }
      const old = known.get(personId)
      if (!old) created.push({ ...told, id: newId() })
      else if (isSame({ ...old, state: old.state === 'renewed' ? 'inGrid' : old.state }, told)) unchanged += 1
      else faults.push({ row, key: 'personCode', ...different })
    }
  }
  await queries.insertReports(db, townId, today, created)
  return { created: created.length, updated: 0, unchanged, faults }
}

/** Enters posts and adopts the kinds that they need. One of a kind stands open in a unit. */
export async function applyServicePostRows(context: Context, rows: readonly ReadRow<sheet.ServicePostSheetRow>[]): Promise<Applied> {
  const { db, townId, today } = context
  await queries.lockDuties(db, townId)
  const units = await unitsByKey(context)
  const posts = await queries.knownPosts(db)
  const known = new Map(posts.map(post => [post.code, post]))
  const open = new Set(posts.filter(({ closedOn }) => closedOn === null).map(({ unitId, kindCode }) => `${unitId}/${kindCode}`))
  const faults: RowFault[] = []
  const created: queries.ToldPost[] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, sheet.servicePostSheet.keyOf, 'code', faults).values())) {
    const unitId = units.get(values.unitCode)?.id
    const { code: kindCode } = catalogue.find(({ name }) => name === values.kind)!
    const old = known.get(values.code)
    if (!unitId) faults.push({ row, ...noUnit(values.unitCode) })
    else if (values.openedOn > today) faults.push({ row, key: 'openedOn', message: '设岗日期不能在以后。' })
    else {
      const { code, headcount, openedOn } = values
      const told = { code, unitId, kindCode, headcount, conditions: values.conditions ?? '', openedOn }
      if (old && isSame<typeof told>(old, told)) unchanged += 1
      else if (old) faults.push({ row, key: 'code', ...different })
      else if (open.has(`${unitId}/${kindCode}`)) faults.push({ row, key: 'kind', message: '这个单元已经设了这个岗位。' })
      else {
        open.add(`${unitId}/${kindCode}`)
        created.push({ ...told, id: newId(), closedOn: null })
      }
    }
  }
  const wanted = new Set(created.map(({ kindCode }) => kindCode))
  if (wanted.size > 0)
    await adoptKinds(
      db,
      townId,
      today,
      catalogue.filter(({ code }) => wanted.has(code)),
    )
  await queries.insertPosts(db, townId, created)
  return { created: created.length, updated: 0, unchanged, faults }
}

/** Enters who holds posts: members alone, not more than places. */
export async function applyPostHoldingRows(context: Context, rows: readonly ReadRow<sheet.PostHoldingSheetRow>[]): Promise<Applied> {
  const { db, townId, today } = context
  await queries.lockDuties(db, townId)
  const [people, members] = [await queries.peopleIds(db), await queries.memberIds(db)]
  const posts = new Map((await queries.knownPosts(db)).map(post => [post.code, post]))
  const holdings = await queries.knownHoldings(db)
  const known = new Map(holdings.map(holding => [`${holding.postId}/${holding.personId}`, holding]))
  const taken = new Map<string, number>()
  for (const { postId, endedOn, state } of holdings)
    if (endedOn === null && state !== 'applied') taken.set(postId, (taken.get(postId) ?? 0) + 1)
  const faults: RowFault[] = []
  const created: (queries.ToldHolding & { id: string; unitId: string })[] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, sheet.postHoldingSheet.keyOf, 'personCode', faults).values())) {
    const [post, personId] = [posts.get(values.postCode), people.get(values.personCode)]
    const state = sheet.holdingStateOf(values.state)
    const fault = holdingFault({ ...values, state }, today)
    if (!post) faults.push({ row, key: 'postCode', message: `没有编号为“${values.postCode}”的岗位。` })
    else if (!personId || !members.has(personId)) faults.push({ row, key: 'personCode', message: `“${values.personCode}”不在党员名册上。` })
    else {
      const { appliedOn, decidedOn, publishedOn, servingFrom, endedOn } = values
      const told = { postId: post.id, personId, state, appliedOn, decidedOn, publishedOn, servingFrom, endedOn }
      const old = known.get(`${post.id}/${personId}`)
      const places = taken.get(post.id) ?? 0
      // What stands is not judged anew: it may have begun when the day of publication still counted.
      if (old && isSame({ ...old, state: old.state === 'evaluated' ? 'serving' : old.state }, told)) unchanged += 1
      else if (fault) faults.push({ row, ...fault })
      else if (old) faults.push({ row, key: 'personCode', ...different })
      else if (state === 'serving' && places >= post.headcount) faults.push({ row, key: 'postCode', message: '这个岗位已经满了。' })
      else {
        if (state === 'serving') taken.set(post.id, places + 1)
        created.push({ ...told, id: newId(), unitId: post.unitId })
      }
    }
  }
  await queries.insertHoldings(db, townId, created)
  return { created: created.length, updated: 0, unchanged, faults }
}

type HoldingDays = Pick<queries.ToldHolding, 'state' | 'appliedOn' | 'decidedOn' | 'publishedOn' | 'servingFrom' | 'endedOn'>

function holdingFault({ state, appliedOn, decidedOn, publishedOn, servingFrom, endedOn }: HoldingDays, today: string): Fault | null {
  const days = [decidedOn, publishedOn, servingFrom]
  if (appliedOn > today) return { key: 'appliedOn', message: '认岗日期不能在以后。' }
  if (state === 'applied' ? days.some(day => day !== null) : days.includes(null))
    return { key: 'servingFrom', message: '只认岗的，定岗、公示、上岗日期留空；别的三个都写。' }
  if ((state === 'ended') !== (endedOn !== null)) return { key: 'endedOn', message: '卸任的写卸任日期，别的留空。' }
  if (state === 'applied') return null
  if (servingFrom! < beginsOn(publishedOn!) || servingFrom! > today)
    return { key: 'servingFrom', message: '公示满5天才上岗，当天不算，也不能在以后。' }
  if (decidedOn! < appliedOn || publishedOn! < decidedOn!) return { key: 'publishedOn', message: '先认岗，再定岗，再公示。' }
  return endedOn !== null && (endedOn < servingFrom! || endedOn > today)
    ? { key: 'endedOn', message: '卸任要在上岗以后、今天以前。' }
    : null
}

/** Enters wishes; for whom they are is written on the page alone. */
export async function applyWishRows(context: Context, rows: readonly ReadRow<sheet.WishSheetRow>[]): Promise<Applied> {
  const { db, townId, today } = context
  await queries.lockDuties(db, townId)
  const units = await unitsByKey(context)
  const known = new Map((await queries.knownWishes(db)).map(wish => [wish.code, wish]))
  const faults: RowFault[] = []
  const created: (queries.ToldWish & { id: string })[] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, sheet.wishSheet.keyOf, 'code', faults).values())) {
    const unitId = units.get(values.unitCode)?.id
    const state = sheet.wishStateOf(values.state)
    const { code, text, postedOn, expiresOn } = values
    const named = wishFault(text)
    const old = known.get(code)
    if (!unitId) faults.push({ row, ...noUnit(values.unitCode) })
    else if (named) faults.push({ row, key: 'text', message: `${named}。` })
    else if (postedOn > today) faults.push({ row, key: 'postedOn', message: '登记日期不能在以后。' })
    else if (expiresOn <= postedOn || expiresOn > addDays(postedOn, 366))
      faults.push({ row, key: 'expiresOn', message: '要在登记以后、一年以内。' })
    else if (old && isSame<queries.ToldWish>(old, { code, unitId, text, postedOn, expiresOn, state })) unchanged += 1
    else if (old) faults.push({ row, key: 'code', ...different })
    else if ((state === 'expired') !== expiresOn < today)
      faults.push({ row, key: 'state', message: '过了日子的写到期，没过的写等人认领。' })
    else created.push({ id: newId(), code, unitId, text, postedOn, expiresOn, state })
  }
  await queries.insertWishes(db, townId, created)
  return { created: created.length, updated: 0, unchanged, faults }
}
