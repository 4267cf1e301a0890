/** Sample rows for the bench of decisions: matters of ten years with their steps, ballots, notices, opinions and record entries. */
import { sql } from 'kysely'
import { aListInForce } from '#features/matters/matters.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import type { Database } from '#platform/database/database.ts'
import type { SampleStaff } from './town.samples.ts'

/** Matters on their way: what a town has in hand at a time, however long its history is. */
const inHand = 4_000
const years = 10

/** Fills a town that stands, as its owner. Keys are right by construction and are not asked of each row. */
export async function fillDecisions(db: Database, matters: number, staff: SampleStaff) {
  const town = await aTown(db)
  const listId = await aListInForce(db, town.id, { on: '2015-01-01' })
  const units = staff.villageClerks.flatMap(({ unitIds }) => unitIds)
  const clerk = staff.townClerks[0]!
  const other = staff.townClerks[1]!
  await db.connection().execute(async one => {
    await sql`set session_replication_role = replica`.execute(one)
    // An id that sorts by its moment, the same whenever it is asked for.
    await sql`create or replace function pg_temp.made(at timestamptz, salt text) returns uuid language sql immutable as $$
      select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(salt), 1, 3) || '8' || substr(md5(salt), 4, 15))::uuid
    $$`.execute(one)
    await sql`create temporary table planned as
      select i, pg_temp.made(s.at, 'matter' || i) as id, s.at, s.at::date as day, u.id as unit_id,
        case when i <= ${matters - inHand}::int then case when i % 20 = 0 then 7 else 9 end else i % 9 end as steps, i % 20 = 0 as lost,
        i > ${matters - inHand}::int as running
      from generate_series(1, ${matters}::int) as i
      cross join lateral (select now() - (${matters}::int - i) * interval '1 day' * (365.0 * ${years} / ${matters}) - interval '9 days' as at) s
      cross join lateral (select (${units}::uuid[])[1 + (i::bigint * 7919) % ${units.length}] as id) u`.execute(one)
    await insertMatters(one, listId, clerk)
    await insertStages(one, clerk)
    await insertBallots(one, clerk, staff.bodyId)
    await insertNotices(one, clerk, other)
    await insertOpinions(one, clerk)
    await sql`set session_replication_role = origin`.execute(one)
  })
  await sql`vacuum analyze`.execute(db)
}

async function insertMatters(db: Database, listId: string, clerk: string) {
  await sql`insert into decision (town_id, id, unit_id, line, list_id, code, category, proposer_kind, proposing_body, state, begun_on, result_due_on, ended_on, created_by, created_at)
    select 1, id, unit_id, 'collective', ${listId}, 'A10', (array['assets', 'land', 'works', 'finance', 'welfare'])[1 + i % 5], 'body', '社委会',
      case when not running then case when lost then 'rejected' when i % 3 = 0 then 'archived' else 'closed' end
        else (array['registered', 'boardConsulted', 'membersHeard', 'partyResearched', 'resolved', 'resolved', 'implementing', 'implementing', 'implementing'])[1 + steps] end,
      day, case when steps >= 5 and not lost then day + 75 end, case when not running then case when lost then day + 15 else day + 81 end end, ${clerk}, at
    from planned`.execute(db)
  await sql`insert into decision_text (town_id, decision_id, number, title, body, written_by, written_at)
    select 1, id, 1, '第' || i || '号旧厂房出租', '把旧厂房公开招租，租期五年，底价每月每平方米12元。', ${clerk}, at from planned`.execute(
    db,
  )
}

const walk = sql`(values (0, 'proposal', 'registered', 0), (1, 'boardConsultation', 'passed', 5), (2, 'membersFirst', 'support', 8),
  (3, 'partyResearch', 'passed', 10), (4, 'assembly', 'passed', 15), (6, 'decisionDisclosure', 'passed', 25), (6, 'work', 'implementing', 26),
  (9, 'resultDisclosure', 'passed', 80), (9, 'closure', 'closed', 81)) as w (step, stage, outcome, after)`

async function insertStages(db: Database, clerk: string) {
  await sql`insert into decision_stage (town_id, id, decision_id, round, stage, text_number, held_on, outcome, ballot_id, recorded_by, recorded_at, previous_on, disclose_by)
    select 1, pg_temp.made(p.at + w.after * interval '1 day', 'stage' || w.stage || p.i), p.id, 1, w.stage, 1, p.day + w.after,
      case when p.lost and not p.running and w.stage = 'assembly' then 'notPassed' else w.outcome end,
      case when w.stage in ('boardConsultation', 'assembly') then pg_temp.made(p.at + w.after * interval '1 day', 'ballot' || w.stage || p.i) end,
      ${clerk}, p.at + w.after * interval '1 day', nullif(p.day + lag(w.after) over (partition by p.i order by w.after), p.day + w.after),
      case when w.stage = 'assembly' and not (p.lost and not p.running) then p.day + w.after + 7 end
    from planned p join ${walk} on w.step <= case when p.lost and not p.running then 4 else p.steps end`.execute(db)
  await sql`insert into record_entry (town_id, id, kind, subject, at, commitment)
    select 1, pg_temp.made(recorded_at, 'entry' || id), 'decisions.stage', id::text, recorded_at, sha256(id::text::bytea) from decision_stage`.execute(
    db,
  )
}

/** Two votes a matter, four matters a meeting. */
async function insertBallots(db: Database, clerk: string, bodyId: string) {
  await sql`create temporary table voted as
    select p.i, p.id, p.unit_id, p.lost and not p.running and w.stage = 'assembly' as lost, w.stage, p.at + w.after * interval '1 day' as at,
      pg_temp.made(p.at + w.after * interval '1 day', 'meeting' || w.stage || p.i / 4) as meeting_id
    from planned p join ${walk} on w.stage in ('boardConsultation', 'assembly') and w.step <= p.steps`.execute(db)
  await sql`insert into meeting (town_id, id, body_id, unit_id, kind, title, starts_at, place, state, minuted_at)
    select distinct on (meeting_id) 1, meeting_id, ${bodyId}::uuid, unit_id, case stage when 'assembly' then 'assembly' else 'boardMeeting' end,
      '开会表决', at, '祠堂', 'minuted', at + interval '1 day' from voted`.execute(db)
  await sql`insert into voting_meeting (town_id, meeting_id, deciding_body, route, most_proxies, roll_drawn_at, roll_fixed_at, roll_fixed_by)
    select distinct on (meeting_id) 1, meeting_id, case stage when 'assembly' then 'collectiveMembers' else 'collectiveBoard' end, 'voters', 0, at, at, ${clerk}::uuid
    from voted`.execute(db)
  await sql`insert into ballot (town_id, id, meeting_id, unit_id, party, number, subject_kind, subject_id, title, text, legal_matter, own_interests, state, roll, rule,
      method, votes_for, votes_against, votes_abstain, outcome, closed_at, closed_by)
    select 1, pg_temp.made(at, 'ballot' || stage || i), meeting_id, unit_id, false, row_number() over (partition by meeting_id order by i), 'decision', id::text,
      '第' || i || '号旧厂房出租', '把旧厂房公开招租，租期五年。', 'ordinary', false, 'closed', '{"route": "voters", "all": 90, "eligible": 90, "present": 70, "recused": 0}',
      '{}', 'hands', case when lost then 20 else 60 end, 5, 5,
      jsonb_build_object('verdict', case when i % 40 = 3 then 'noQuorum' when lost then 'rejected' else 'passed' end, 'words', '["到会70人，应到90人"]'::jsonb, 'needed', 46),
      at, ${clerk}::uuid
    from voted`.execute(db)
  await sql`insert into decision_link (town_id, decision_id, target_id, kind, round, stage, made_by, made_at)
    select 1, id, pg_temp.made(at, 'ballot' || stage || i), 'ballot', 1, stage, ${clerk}::uuid, at from voted`.execute(db)
}

async function insertNotices(db: Database, clerk: string, other: string) {
  await sql`create temporary table disclosed as
    select p.i, p.id as decision_id, p.unit_id, p.running, w.stage, w.type, p.day + w.after as day, p.at + w.after * interval '1 day' as at, p.day + 75 as due_on,
      pg_temp.made(p.at + w.after * interval '1 day', 'notice' || w.stage || p.i) as id, p.steps
    from planned p join (values (5, 'decisionDisclosure', 'decision', 16), (8, 'resultDisclosure', 'result', 70)) as w (step, stage, type, after)
      on w.step <= p.steps and not (p.lost and not p.running)`.execute(db)
  await sql`insert into notice (town_id, id, unit_id, type, subject_kind, subject_id, state, number, least_days, result_due_on, result, result_on, result_by, created_at)
    select 1, id, unit_id, type, 'decision', decision_id::text, case when ended then 'concluded' else 'published' end, 1, 7,
      case type when 'decision' then due_on end, case when ended then '公开期间没有异议' end, case when ended then day + 8 end, case when ended then ${clerk}::uuid end, at
    from (select *, not running or type = 'decision' and steps >= 6 as ended from disclosed) d`.execute(db)
  await sql`insert into notice_version (town_id, notice_id, number, title, days, day_unit, published_on, published_at, published_by, submitted_by, record_entry_id)
    select 1, id, 1, '关于第' || i || '号旧厂房出租的公开', 7, 'day', day, at, ${other}::uuid, ${clerk}::uuid, pg_temp.made(at, 'notice entry' || id) from disclosed`.execute(
    db,
  )
  await sql`insert into notice_content (town_id, notice_id, number, content)
    select 1, id, 1, jsonb_build_object('title', '关于旧厂房出租的公开', 'basis', '会议决议', 'content', '公开招租，租期五年。', 'days', 7, 'unitName', '经济社', 'files', '[]'::jsonb)
    from disclosed`.execute(db)
  await sql`insert into notice_objection (town_id, id, notice_id, number, version_number, channel, received_on, entered_on, entered_by, state, decided_on, reason)
    select 1, pg_temp.made(at, 'objection' || id), id, 1, 1, 'phone', day + 1, day + 1, ${clerk}::uuid, case when running then 'open' else 'dismissed' end,
      case when not running then day + 3 end, case when not running then '查过，没有这样的事' end
    from disclosed where type = 'decision' and i % 50 = 0`.execute(db)
  await sql`insert into decision_link (town_id, decision_id, target_id, kind, round, stage, made_by, made_at)
    select 1, decision_id, id, 'notice', 1, stage, ${clerk}::uuid, at from disclosed`.execute(db)
}

async function insertOpinions(db: Database, clerk: string) {
  await sql`insert into decision_adoption (town_id, stage_id, adoption, reason, answered_on, answered_by, answered_at)
    select 1, id, case when round(random() * 4) = 0 then 'notAdopted' else 'adopted' end, '租金经过评估', held_on + 1, ${clerk}::uuid, recorded_at
    from decision_stage where stage = 'membersFirst'`.execute(db)
  // half of them have one; that of every twentieth running matter waits for its answer
  await sql`insert into decision_comment (town_id, id, decision_id, content, sent_at, reply_by, reply, replied_by, replied_at)
    select 1, pg_temp.made(at, 'comment' || i), id, '租金是不是低了些', at, day + 15, case when not waits then '请看评估报告' end,
      case when not waits then ${clerk}::uuid end, case when not waits then at + interval '3 days' end
    from (select *, running and i % 20 < 2 as waits from planned where i % 2 = 0) p`.execute(db)
}
