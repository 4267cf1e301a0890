/**
 * Votes (表决会议): the numbers they prove.
 *
 * Each counts what was put to the vote, on the day of the vote; a correction that two agreed to counts in place of what was first
 * entered. Source: DECISIONS part 8.
 */
import { sql } from 'kysely'
import { defineIndicator, type Indicator } from '#platform/server/indicator.ts'

const verdict = sql`coalesce((select c.outcome from ballot_correction c where c.town_id = b.town_id and c.ballot_id = b.id
  and c.confirmed_at is not null order by c.id desc limit 1), b.outcome) ->> 'verdict'`
const closed = {
  from: sql`ballot b join meeting m on m.town_id = b.town_id and m.id = b.meeting_id`,
  id: sql`b.id`,
  day: sql`(m.starts_at at time zone 'Asia/Shanghai')::date`,
  // the meeting’s, which is the ballot’s too: by place and day the index finds it
  unitId: sql`m.unit_id`,
  bodyId: sql`m.body_id`,
  label: sql`b.title`,
}
const shared = { version: 1, kind: 'flow', audience: 'public' } as const satisfies Partial<Indicator>

export const voteIndicators = [
  defineIndicator({
    ...shared,
    id: 'votes.quorumFailures',
    nameZh: '到会人数不够的表决',
    definition: '在统计期内表决、到会人数没有达到规定的事项。更正过的按更正后的算。',
    measure: '项',
    aggregate: 'count',
    additive: true,
    rows: () => ({ ...closed, where: sql`b.state = 'closed' and ${verdict} = 'noQuorum'` }),
  }),
  defineIndicator({
    ...shared,
    id: 'votes.firstPassShare',
    nameZh: '一次表决就通过的比例',
    definition: '在统计期内第一次表决的事项里，第一次就通过的占多少。同一件事再表决的不算。',
    measure: '%',
    aggregate: 'ratio',
    additive: false,
    rows: () => ({
      ...closed,
      part: sql`${verdict} = 'passed'`,
      // An item of the meeting's own agenda is a matter of its own; another feature's subject is voted on for the first time once.
      where: sql`b.state = 'closed' and (b.subject_kind = 'meeting' or not exists (select from ballot earlier
        join meeting em on em.town_id = earlier.town_id and em.id = earlier.meeting_id
        where earlier.town_id = b.town_id and earlier.subject_kind = b.subject_kind and earlier.subject_id = b.subject_id
          and earlier.state = 'closed' and (em.starts_at, earlier.id) < (m.starts_at, b.id)))`,
    }),
  }),
]
