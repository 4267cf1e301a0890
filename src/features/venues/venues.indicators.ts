/**
 * Venues (阵地): the numbers they prove.
 *
 * Source: figures.tsv T05–T11, V04, V13.
 */
import { sql } from 'kysely'
import { defineIndicator, type Indicator } from '#platform/server/indicator.ts'
import { VenueKind, venueKindNames } from './venues.contract.ts'

const place = { from: sql`venue v`, id: sql`v.id`, unitId: sql`v.unit_id`, label: sql`v.name`, bodyId: sql`v.body_id` }

/** In use on the as-of day: opened by then, not yet closed, and not being rebuilt. */
const standing = (kind: VenueKind): Indicator =>
  defineIndicator({
    id: `venues.${kind}`,
    version: 2,
    nameZh: `${venueKindNames[kind]}数`,
    definition: `截至统计日正在使用的${venueKindNames[kind]}。已启用、还没有停用的算一个；停下改造的那些天不算。`,
    measure: '个',
    kind: 'stock',
    aggregate: 'count',
    additive: true,
    audience: 'public',
    rows: ({ asOf }) => ({
      ...place,
      day: sql`v.opened_on`,
      where: sql`v.kind = ${kind} and venue_in_use(v, ${asOf}::date)`,
    }),
  })

/** Opened in the period, whatever became of it since. */
const opened = (kind: VenueKind): Indicator =>
  defineIndicator({
    id: `venues.opened${kind[0]!.toUpperCase()}${kind.slice(1)}`,
    version: 2,
    nameZh: `新启用的${venueKindNames[kind]}数`,
    definition: `在统计期内启用的${venueKindNames[kind]}。`,
    measure: '个',
    kind: 'flow',
    aggregate: 'count',
    additive: true,
    audience: 'public',
    rows: () => ({ ...place, day: sql`v.opened_on`, where: sql`v.kind = ${kind} and venue_opened(v)` }),
  })

export const venueIndicators = [...VenueKind.options.map(standing), ...VenueKind.options.map(opened)]
