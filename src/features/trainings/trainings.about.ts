/** What this feature keeps about a person (关于我的资料): trainings and hours. */
import { sql } from 'kysely'
import type { About, AboutRow } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'
import { dutyMonths } from '#platform/shared/retention.ts'
import { forgetRoll, namedSessions } from './trainings.forget.queries.ts'

export const trainingAbout: readonly About<Context>[] = [
  {
    name: 'trainings.rolls',
    title: '参加的培训',
    purpose: '记培训学时',
    basis: '党内法规，并已告知',
    retention: '10年，以后只留到课的人数',
    ends: {
      months: dutyMonths,
      find: ({ db }, since) => namedSessions(db, since),
      async forget(context, id) {
        const session = await forgetRoll(context.db, id, context.today)
        if (session) await context.record('trainings.forgetRoll', { kind: 'training', id, unitId: session.unitId })
      },
    },
    tables: ['training_roll'],
    ties: null,
    async rows({ db }, personId) {
      const { rows } = await sql<AboutRow>`
        select c.title as name, (s.starts_at at time zone 'Asia/Shanghai')::date || coalesce('，' || r.hours || '学时', '，没有学时') as text
        from training_roll r join training_session s on s.town_id = r.town_id and s.id = r.session_id
        join training_course c on c.town_id = s.town_id and c.id = s.course_id where r.person_id = ${personId}::uuid order by s.starts_at, s.id`.execute(
        db,
      )
      return rows
    },
  },
]
