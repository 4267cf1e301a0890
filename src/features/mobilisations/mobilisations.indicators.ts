/**
 * Mobilisations (动员): the numbers they prove.
 *
 * Counted by tokens, which are one's own within a mobilisation and outlive the names. Source: figures.tsv T22; design D3.
 */
import { sql } from 'kysely'
import { defineIndicator } from '#platform/server/indicator.ts'

export const mobilisationIndicators = [
  defineIndicator({
    id: 'mobilisations.memberVolunteers',
    version: 1,
    nameZh: '上岗的党员志愿者人数',
    definition: '动员中至少有一个班次得到确认的党员。同一次动员里，一个人只算一次。名单删掉以后，仍按留下的代号算。',
    measure: '人',
    kind: 'flow',
    aggregate: 'distinct',
    additive: false,
    countsPeople: true,
    audience: 'public',
    rows: () => ({
      from: sql`mobilisation_roster r join mobilisation_shift s on s.town_id = r.town_id and s.id = r.shift_id`,
      id: sql`r.id`,
      day: sql`(s.starts_at at time zone 'Asia/Shanghai')::date`,
      unitId: sql`r.unit_id`,
      label: sql`s.place`,
      key: sql`r.token::text`,
      where: sql`r.state = 'confirmed' and r.is_member`,
    }),
  }),
]
