/**
 * Units (组织单元): what crosses the wire.
 *
 * One tree of territory: town > community or village > economic cooperative or residential quarter >
 * grid > household group. Depth is data. A unit's id is for ever; its name, parent and path are periods.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, LocalDate } from '#platform/shared/primitives.ts'

export const UnitKind = z.enum(['town', 'community', 'village', 'cooperative', 'quarter', 'grid', 'householdGroup', 'zone'])
export type UnitKind = z.infer<typeof UnitKind>

export const unitKindNames: Record<UnitKind, string> = {
  town: '镇',
  community: '社区',
  village: '村',
  cooperative: '经济社',
  quarter: '居住小区',
  grid: '网格',
  householdGroup: '户联系党小组',
  zone: '园区',
}

export const Unit = z.object({
  id: Id,
  kind: UnitKind,
  name: z.string(),
  shortName: z.string(),
  code: z.string().nullable(),
  parentId: Id.nullable(),
  /** Ids from the town down to the unit itself. */
  path: z.array(Id),
  openedOn: LocalDate,
  closedOn: LocalDate.nullable(),
})
export type Unit = z.infer<typeof Unit>

export const endpoints = {
  list: defineEndpoint({
    name: 'units.list',
    method: 'GET',
    path: '/units',
    summary: 'The units that stood on a day, sorted by code and name: all, or those below one.',
    access: 'public',
    query: z.object({ asOf: LocalDate.optional(), below: Id.optional(), kind: UnitKind.optional() }),
    response: z.object({ asOf: LocalDate, items: z.array(Unit) }),
  }),
  get: defineEndpoint({
    name: 'units.get',
    method: 'GET',
    path: '/units/:unitId',
    summary: 'One unit as it stood on a day.',
    access: 'public',
    params: z.object({ unitId: Id }),
    query: z.object({ asOf: LocalDate.optional() }),
    response: Unit,
  }),
}
