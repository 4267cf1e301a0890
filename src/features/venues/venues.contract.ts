/**
 * Venues (阵地): what crosses the wire.
 *
 * A venue is a place for Party and community activity: service centres and stations, parks, bases, red houses.
 * Source: the article, 亮身份 §2 (T05–T11) and 村居特写 (V04, V13); 西樵镇红色文化教育阵地建设和运营补贴办法 by name.
 */
import { z } from 'zod'
import { itemsIn } from '#platform/shared/cells.ts'
import { defineEndpoint } from '#platform/shared/endpoint.ts'
import { Cursor, Id, Limit, LocalDate, Mobile, pageOf, typed } from '#platform/shared/primitives.ts'
import { problems as common, type ProblemKind } from '#platform/shared/problem.ts'

export const VenueKind = z.enum(['townCentre', 'villageCentre', 'station', 'partyPark', 'park', 'redBase', 'redHouse', 'antiCrimeBase'])
export type VenueKind = z.infer<typeof VenueKind>

export const venueKindNames: Record<VenueKind, string> = {
  townCentre: '镇级党群服务中心',
  villageCentre: '村（社区）党群服务中心',
  station: '党群服务站',
  partyPark: '党建主题公园',
  park: '主题公园',
  redBase: '红色基因教育阵地',
  redHouse: '红房子',
  antiCrimeBase: '扫黑除恶主题教育基地',
}

export const VenueStatus = z.enum(['planned', 'building', 'inUse', 'closed'])
export type VenueStatus = z.infer<typeof VenueStatus>

export const venueStatusNames: Record<VenueStatus, string> = {
  planned: '计划中',
  building: '建设中',
  inUse: '使用中',
  closed: '已停用',
}

export const Venue = z.object({
  id: Id,
  kind: VenueKind,
  name: z.string(),
  unitId: Id,
  /** The organisation that keeps it. */
  bodyId: Id.nullable(),
  address: z.string(),
  /** In words, e.g. "工作日 8:30—12:00，14:30—17:30". */
  hours: z.string(),
  /** Digits only: area code and number, or a mobile. */
  phone: z.string().nullable(),
  services: z.array(z.string()),
  status: VenueStatus,
  openedOn: LocalDate.nullable(),
  /** The first day on which it was no longer in use. */
  closedOn: LocalDate.nullable(),
  externalCode: z.string().nullable(),
  /** Goes up by one at each change; send it back as If-Match. */
  version: z.number().int(),
})
export type Venue = z.infer<typeof Venue>

export const VenueWithActions = Venue.extend({ allowedActions: z.array(z.string()) })

/** What a person types; the status is one of those a new or standing venue may have. */
export const VenueFields = z.object({
  kind: VenueKind,
  name: typed('名称', 2, 80),
  unitId: Id,
  bodyId: Id.nullable().default(null),
  address: typed('地址', 0, 200).default(''),
  hours: typed('开放时间', 0, 200).default(''),
  phone: Mobile.nullable().default(null),
  /** As in a workbook: what is written with commas is several. */
  services: z
    .array(z.string())
    .transform(services => itemsIn(services.join('、')))
    .pipe(z.array(typed('服务项目', 1, 30)).max(30, '服务项目最多30项'))
    .default([]),
  status: VenueStatus.exclude(['closed']),
  openedOn: LocalDate.nullable().default(null),
  externalCode: typed('代码', 1, 40).nullable().default(null),
})
export type VenueFields = z.infer<typeof VenueFields>

export const problems = {
  codeTaken: {
    type: '/problems/venues/code-taken',
    status: 409,
    title: '这个代码已有别的阵地在用',
    remedy: '请核对代码。代码可以留空。',
  },
} as const satisfies Record<string, ProblemKind>

const one = z.object({ venueId: Id })
const versioned = [common.editedMeanwhile, common.preconditionRequired]

export const endpoints = {
  list: defineEndpoint({
    name: 'venues.list',
    method: 'GET',
    path: '/venues',
    summary: 'Venues by name: those of one unit and below, of one kind, of one status, or in use on a day.',
    access: 'public',
    query: z.object({
      below: Id.optional(),
      kind: VenueKind.optional(),
      status: VenueStatus.optional(),
      /** Only venues in use on that day. */
      asOf: LocalDate.optional(),
      cursor: Cursor.optional(),
      limit: Limit,
    }),
    response: pageOf(VenueWithActions).extend({ total: z.number().int() }),
  }),
  get: defineEndpoint({
    name: 'venues.get',
    method: 'GET',
    path: '/venues/:venueId',
    summary: 'One venue.',
    access: 'public',
    params: one,
    response: VenueWithActions,
  }),
  create: defineEndpoint({
    name: 'venues.create',
    method: 'POST',
    path: '/venues',
    summary: 'Enter a venue.',
    access: 'staff',
    body: VenueFields,
    response: VenueWithActions,
    creates: true,
    problems: [problems.codeTaken],
  }),
  edit: defineEndpoint({
    name: 'venues.edit',
    method: 'PUT',
    path: '/venues/:venueId',
    summary: 'Change a venue; If-Match names the version that was read.',
    access: 'staff',
    params: one,
    body: VenueFields,
    response: VenueWithActions,
    problems: [problems.codeTaken, ...versioned],
  }),
  close: defineEndpoint({
    name: 'venues.close',
    method: 'PUT',
    path: '/venues/:venueId/closure',
    summary: 'Take a venue out of use from a day on, today or earlier; it stays on record.',
    access: 'staff',
    params: one,
    body: z.object({ closedOn: LocalDate }),
    response: VenueWithActions,
    problems: versioned,
  }),
}
