/**
 * Whose work lies open (手上的事): when a post ends, open work changes hands. Each column that gives a thing to a person either belongs
 * to a feature that hands it over (its `openWork`), or has a reason here why nothing is left lying.
 */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { features } from '../../src/features.ts'
import { useApp } from '../support/app.ts'

const app = useApp()

const handedOver: readonly (readonly [column: string, feature: string])[] = [
  ['request.assigned_person_id', 'requests'],
  ['appraisal_item.owner_id', 'appraisals'],
  ['meeting_action.owner_id', 'meetings'],
  ['leave.deputy_id', 'people'],
]

const stays: readonly (readonly [column: string, reason: string])[] = [
  ['term.successor_id', 'names who takes over'],
  ['household_contact.member_id', 'a member, not a holder of a post; a change of the contact moves the plan of visits'],
  ['visit.person_id', 'planned for the contact of the household, and moves with the contact'],
  ['meeting.chair_id', 'who did; what is done is accepted by anyone who keeps the meetings'],
  ['meeting.recorder_id', 'who did; what is done is accepted by anyone who keeps the meetings'],
  ['decision_stage.chair_id', 'who did'],
  ['decision_stage.recorder_id', 'who did'],
  ['decision.proposer_id', 'who did'],
  ['decision_replacement.supervisor_id', 'who does not watch over a matter; another was named'],
  ['appraisal_report.presenter_id', 'the village’s secretary of the day reports: the round names the new one'],
  ['appraisal_report.leader_id', 'who did'],
  ['rating_contest.answerer_id', 'when overdue another secretary answers'],
  ['volunteer_team.leader_id', 'a volunteer, not a holder of a post'],
  ['volunteer_swap.from_person_id', 'a volunteer, not a holder of a post'],
  ['volunteer_swap.to_person_id', 'a volunteer, not a holder of a post'],
  ['wish.claimed_by', 'a member or volunteer, not a holder of a post; the wish ends on its day'],
  ['rights_request.person_id', 'who asks; the desk answers'],
]

/** Columns that point at a person and are no mere record of who did something: roles (`owner_id`), and the person of a row with a day to come. */
const givenTo = async () => {
  const { rows } = await sql<{ column: string }>`
    select c.relname || '.' || a.attname as column
    from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any (f.conkey)
    where f.contype = 'f' and f.confrelid = 'person'::regclass and a.attname <> 'town_id'
      and (a.attname ~ '_id$' and a.attname <> 'person_id' or a.attname = 'claimed_by'
        or a.attname = 'person_id' and exists (select from pg_attribute d where d.attrelid = c.oid and d.attnum > 0 and d.attname ~ '^(due_|planned_|wanted_|answer_due)'))
    order by 1`.execute(app.owner)
  return rows.map(({ column }) => column)
}

test('what is given to a person changes hands with the post, or does not need to', async () => {
  const known = [...handedOver, ...stays].map(([column]) => column)
  const columns = await givenTo()
  expect(columns.filter(column => !known.includes(column))).toEqual([])
  expect(known.filter(column => !columns.includes(column))).toEqual([])
  expect(
    features
      .filter(({ openWork }) => openWork)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(handedOver.map(([, feature]) => feature).toSorted())
  await sql`create table errand (id uuid primary key, town_id integer not null, runner_id uuid, due_on date,
    foreign key (town_id, runner_id) references person (town_id, id))`.execute(app.owner)
  expect(
    (await givenTo()).filter(column => !known.includes(column)),
    'a new one would be seen',
  ).toEqual(['errand.runner_id'])
  await sql`drop table errand`.execute(app.owner)
})
