/**
 * Units (组织单元): what crosses the wire.
 *
 * One tree of territory: town > community or village > economic cooperative or residential quarter >
 * grid > household group. Depth is data. A unit's id is for ever; its name, parent and path are periods.
 */
import { z } from 'zod'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Id, LocalDate } from '#platform/shared/primitives.ts'
import type { ProblemKind } from '#platform/shared/problem.ts'

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
  /** The 12-digit statistical code (DATA-01), an attribute and never a key. */
  code: z.string().nullable(),
  /** The key by which a workbook knows it. */
  externalCode: z.string().nullable(),
  parentId: Id.nullable(),
  /** Ids from the town down to the unit itself. */
  path: z.array(Id),
  openedOn: LocalDate,
  /** The first day on which it no longer stands. */
  closedOn: LocalDate.nullable(),
  /** Goes up by one at each change of the unit itself; send it back as If-Match. */
  version: z.number().int(),
})
export type Unit = z.infer<typeof Unit>

export const UnitWithActions = Unit.extend({ allowedActions: z.array(z.string()) })

export const UnitPeriod = z.object({
  from: LocalDate,
  to: LocalDate.nullable(),
  name: z.string(),
  shortName: z.string(),
  parentId: Id.nullable(),
  parentName: z.string().nullable(),
})

export const problems = {
  treeWouldBreak: {
    type: '/problems/units/tree-would-break',
    status: 409,
    title: '这样改，组织树会断开',
    remedy: '请换一个上级或生效日期，或先调整受影响的下级。',
  },
  hasChildren: {
    type: '/problems/units/has-children',
    status: 409,
    title: '它还有下级',
    remedy: '请先给下级安排去处。',
  },
  alreadyEnding: {
    type: '/problems/units/already-ending',
    status: 409,
    title: '它已定了撤销日期',
    remedy: '请选择继续存在的单位。',
  },
  codeTaken: {
    type: '/problems/units/code-taken',
    status: 409,
    title: '这个代码已有别的单位在用',
    remedy: '请核对代码。代码可以留空。',
  },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ unitId: Id })
const asOf = z.object({ asOf: LocalDate.optional() })

export const endpoints = {
  list: defineEndpoint({
    name: 'units.list',
    method: 'GET',
    path: '/units',
    summary: 'The units that stood on a day, sorted by code and name: all, or those below one.',
    access: 'public',
    query: asOf.extend({ below: Id.optional(), kind: UnitKind.optional() }),
    response: z.object({ asOf: LocalDate, items: z.array(UnitWithActions) }),
  }),
  get: defineEndpoint({
    name: 'units.get',
    method: 'GET',
    path: '/units/:unitId',
    summary: 'One unit as it stood on a day.',
    access: 'public',
    params: one,
    query: asOf,
    response: UnitWithActions,
  }),
  history: defineEndpoint({
    name: 'units.history',
    method: 'GET',
    path: '/units/:unitId/periods',
    summary: "A unit's names and parents over time, and the units it came from and went into.",
    access: 'public',
    params: one,
    response: z.object({
      periods: z.array(UnitPeriod),
      predecessors: z.array(z.object({ id: Id, name: z.string(), effectiveOn: LocalDate })),
      successors: z.array(z.object({ id: Id, name: z.string(), effectiveOn: LocalDate })),
    }),
  }),
}
