/** Rows of members and grids (党籍表、入格表): in and out. The caller asks its own policy and records the import. */
import { codesOfBodies } from '#features/bodies/bodies.export.actions.ts'
import { bodiesByKey } from '#features/bodies/bodies.rows.actions.ts'
import { codesOfUnits } from '#features/units/units.export.actions.ts'
import { unitsByKey } from '#features/units/units.rows.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { givingWay } from '#platform/server/giving-way.ts'
import { byKey, type Applied, type RowFault } from '#platform/shared/applied.ts'
import { addDays } from '#platform/shared/calendar.ts'
import { newId } from '#platform/shared/ids.ts'
import type { ReadRow } from '#platform/shared/sheet.ts'
import { asRange, overlap } from '#platform/shared/spans.ts'
import * as queries from './memberships.rows.queries.ts'
import { keepSuspensions } from './memberships.suspensions.queries.ts'
import { bodyFault, daysFault, placeFault } from './memberships.rules.ts'
import * as sheet from './memberships.workbook.ts'
import { gridKindNames, gridStateNames, memberKindNames, suspendReasonNames } from './memberships.words.ts'

type Row = ReadRow<sheet.MembershipRow>
type Fault = { key: string; message: string }

/** Enters members; who is known stays as he is, but for the day of full standing. The same rows again change nothing. */
export async function applyMembershipRows(context: Context, rows: readonly Row[]): Promise<Applied> {
  const { db, townId, today } = context
  await queries.lockMemberships(db, townId)
  const sources = {
    people: await queries.peopleIds(db),
    bodies: await bodiesByKey(context),
    branches: await queries.branchesOn(db, today),
    units: await unitsByKey(context),
  }
  const known = new Map((await queries.knownMembers(db, today)).map(member => [member.personId, member]))
  const faults: RowFault[] = []
  const created: queries.NewMember[] = []
  const full: { id: string; fullOn: string }[] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, sheet.membershipSheet.keyOf, 'personCode', faults).values())) {
    const told = tell(sources, values, today)
    if ('message' in told) {
      faults.push({ row, ...told })
      continue
    }
    const old = known.get(told.personId)
    if (!old) created.push(told)
    else if (!sameMembership(old, told))
      faults.push({ row, key: 'personCode', message: '这个人已在名册上，内容不同。变动请在党员页面办。' })
    else if (old.fullOn === told.fullOn) unchanged += 1
    else if (old.fullOn === null) full.push({ id: old.id, fullOn: told.fullOn! })
    else faults.push({ row, key: 'fullOn', message: '转正日期已经登记，不能改。' })
  }
  await queries.insertMembers(db, townId, created)
  await queries.setFull(db, full)
  return { created: created.length, updated: full.length, unchanged, faults }
}

/** Of a branch that went into another the members keep their place. */
const sameMembership = (old: Awaited<ReturnType<typeof queries.knownMembers>>[number], told: queries.NewMember) =>
  old.bodyId === told.bodyId && (old.wentOver || old.unitId === told.unitId) && old.kind === told.kind && old.admittedOn === told.admittedOn

interface Sources {
  people: ReadonlyMap<string, string>
  bodies: ReadonlyMap<string, string>
  branches: ReadonlyMap<string, { kind: string; unitId: string | null }>
  units: ReadonlyMap<string, { id: string }>
}

function tell({ people, bodies, branches, units }: Sources, values: Row['values'], today: string): queries.NewMember | Fault {
  const personId = people.get(values.personCode)
  if (!personId) return { key: 'personCode', message: `没有编码为“${values.personCode}”的人员。` }
  const kind = sheet.memberKindOf(values.kind)
  const bodyId = values.bodyCode === null ? null : bodies.get(values.bodyCode)
  if (bodyId === undefined) return { key: 'bodyCode', message: `没有编码为“${values.bodyCode}”的党组织。` }
  const place = placeFault(kind, bodyId)
  if (place) return { key: 'bodyCode', message: `${place}。` }
  const branch = bodyId === null ? null : branches.get(bodyId)
  const wrong = branch === null ? null : branch === undefined ? '没有这个党组织' : bodyFault(branch.kind)
  if (wrong) return { key: 'bodyCode', message: `${wrong}。` }
  const unitId = branch ? branch.unitId : values.unitCode === null ? null : units.get(values.unitCode)?.id
  if (!unitId) return { key: 'unitCode', message: '支部在镇外的，要写报到的村（社区）编码。' }
  const days = daysFault(values, today)
  if (days) return { key: days.key, message: `${days.detail}。` }
  return { id: newId(), periodId: newId(), personId, bodyId, unitId, kind, admittedOn: values.admittedOn, fullOn: values.fullOn }
}

type GridRow = ReadRow<sheet.GridRow>

/** Puts members into grids. A second home grid at the same time is a fault. */
export async function applyGridRows(context: Context, rows: readonly GridRow[]): Promise<Applied> {
  const { db, townId, today } = context
  await queries.lockMemberships(db, townId)
  const [people, units] = [await queries.peopleIds(db), await unitsByKey(context)]
  const members = new Map((await queries.knownMembers(db, today)).map(member => [member.personId, member]))
  const known = Map.groupBy(await queries.knownGrids(db), ({ personId }) => personId)
  const faults: RowFault[] = []
  const created: queries.ToldGrid[] = []
  const updated: (queries.ToldGrid & { leftOn: string | null })[] = []
  let unchanged = 0
  for await (const { row, values } of givingWay(byKey(rows, sheet.gridSheet.keyOf, 'personCode', faults).values())) {
    const personId = people.get(values.personCode)
    const member = personId === undefined ? undefined : members.get(personId)
    const unit = units.get(values.unitCode)
    const fault =
      member === undefined
        ? { key: 'personCode', message: `“${values.personCode}”不在党员名册上。` }
        : gridRowFault(values, unit, member, today)
    if (fault) {
      faults.push({ row, ...fault })
      continue
    }
    const told = gridOf(values, member!, unit!.id)
    const own = known.get(personId!) ?? []
    const old = own.find(grid => grid.unitId === told.unitId && grid.kind === told.kind && grid.from === values.from)
    const days = { from: values.from, to: dayAfter(values.until) }
    if (old && old.state === told.state && old.to === days.to && old.reason === told.reason) unchanged += 1
    else if (
      own.some(
        grid => grid !== old && (grid.kind === 'home' || grid.unitId === told.unitId) && grid.kind === told.kind && overlap(grid, days),
      )
    )
      faults.push({ row, key: 'unitCode', message: told.kind === 'home' ? '一个人同时只有一个居住网格。' : '这段日子已经在这个网格里。' })
    else {
      if (old) Object.assign(old, { state: told.state, to: days.to, reason: told.reason })
      else known.set(personId!, [...own, { ...told, from: values.from, to: days.to }])
      if (old) updated.push({ ...told, id: old.id, leftOn: days.to })
      else created.push(told)
    }
  }
  // the day on which a pause ended is not on the sheet either
  await keepSuspensions(
    db,
    updated.filter(({ state }) => state !== 'suspended').map(({ id, leftOn }) => ({ gridId: id, on: leftOn ?? today })),
  )
  await queries.updateGrids(db, updated)
  await queries.insertGrids(db, townId, created)
  return { created: created.length, updated: updated.length, unchanged, faults }
}

const dayAfter = (until: string | null) => (until === null ? null : addDays(until, 1))

function gridRowFault(
  values: GridRow['values'],
  unit: { id: string } | undefined,
  member: { admittedOn: string },
  today: string,
): Fault | null {
  const state = sheet.gridStateOf(values.state)
  if (!unit) return { key: 'unitCode', message: `没有编码为“${values.unitCode}”的单元。` }
  if (values.from < member.admittedOn) return { key: 'from', message: `入格不能早于入党日期${member.admittedOn}。` }
  if (values.from > today) return { key: 'from', message: '入格日期不能在以后。' }
  if (values.until !== null && (values.until < values.from || values.until > today))
    return { key: 'until', message: '离格日期要在入格以后、今天以前。' }
  if ((state === 'left') !== (values.until !== null)) return { key: 'until', message: '已离开的写离格日期，别的留空。' }
  if ((state === 'suspended') !== (values.reason !== null)) return { key: 'reason', message: '暂停的写原因，别的留空。' }
  return null
}

function gridOf(values: GridRow['values'], member: { id: string; personId: string }, unitId: string): queries.ToldGrid {
  const state = sheet.gridStateOf(values.state)
  return {
    id: newId(),
    membershipId: member.id,
    personId: member.personId,
    unitId,
    kind: sheet.gridKindOf(values.kind),
    state,
    valid: asRange({ from: values.from, to: dayAfter(values.until) }),
    activeOn: state === 'assigned' ? null : values.from,
    suspendedOn: state === 'suspended' ? values.from : null,
    reason: values.reason === null ? null : sheet.suspendReasonOf(values.reason),
  }
}

/** Every member that the reader may see, by the code of the person. */
export async function exportMembershipRows(context: Context): Promise<sheet.MembershipRow[]> {
  const codes = await codesOfPeople(context)
  const [bodies, units] = [await codesOfBodies(context), await codesOfUnits(context)]
  return (await queries.knownMembers(context.db, context.today))
    .map(member => ({
      personCode: codes.get(member.personId)!,
      bodyCode: member.bodyId === null ? null : bodies.get(member.bodyId)!,
      unitCode: member.bodyId === null ? units.get(member.unitId)! : null,
      kind: memberKindNames[sheet.memberKindOf(memberKindNames[member.kind as 'away'])],
      admittedOn: member.admittedOn,
      fullOn: member.fullOn,
    }))
    .sort((a, b) => (a.personCode < b.personCode ? -1 : 1))
}

export async function exportGridRows(context: Context): Promise<sheet.GridRow[]> {
  const [codes, units] = [await codesOfPeople(context), await codesOfUnits(context)]
  return (await queries.knownGrids(context.db))
    .map(({ personId, unitId, kind, from, to, state, reason }) => ({
      personCode: codes.get(personId)!,
      unitCode: units.get(unitId)!,
      kind: gridKindNames[kind],
      from,
      until: to === null ? null : addDays(to, -1),
      state: gridStateNames[state],
      reason: reason === null ? null : suspendReasonNames[reason],
    }))
    .sort((a, b) => (sheet.gridSheet.keyOf(a) < sheet.gridSheet.keyOf(b) ? -1 : 1))
}

const codesOfPeople = async ({ db }: Context) => new Map([...(await queries.peopleIds(db))].map(([code, id]) => [id, code]))
