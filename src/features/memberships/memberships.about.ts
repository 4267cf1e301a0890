/** What this feature keeps about a person (关于我的资料): the membership, and the grid. */
import { sql } from 'kysely'
import type { About } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'
import type { ExclusionReason, GridAssignmentState, GridKind, MemberKind, SuspendReason } from './memberships.contract.ts'
import { exclusionReasonNames, gridKindNames, gridStateNames, memberKindNames, suspendReasonNames } from './memberships.words.ts'

export const membershipAbout: readonly About<Context>[] = [
  {
    name: 'memberships.membership',
    title: '党籍和入格',
    purpose: '党组织管理党员',
    basis: '党内法规，并已告知',
    retention: '名册和转接永久，其余至少30年',
    ends: null,
    tables: ['party_membership', 'grid_assignment'],
    ties: 'membership_ties',
    async rows({ db }, personId) {
      const periods = await sql<{ kind: MemberKind; body: string | null; from: string; fullOn: string | null }>`
        select p.kind, lower(p.valid) as "from", m.full_on, (select bp.name from body_period bp where bp.town_id = p.town_id and bp.body_id = p.body_id
          order by lower(bp.valid) desc limit 1) as body
        from party_membership m join membership_period p on p.town_id = m.town_id and p.membership_id = m.id
        where m.person_id = ${personId}::uuid order by lower(p.valid)`.execute(db)
      const exclusions = await sql<{
        reason: ExclusionReason
        from: string
      }>`select e.reason, lower(e.valid) as "from" from membership_exclusion e
        join party_membership m on m.town_id = e.town_id and m.id = e.membership_id where m.person_id = ${personId}::uuid`.execute(db)
      const grids = await sql<{ kind: GridKind; state: GridAssignmentState; from: string; unit: string }>`
        select g.kind, g.state, lower(g.valid) as "from", coalesce((select up.name from unit_period up where up.town_id = g.town_id
          and up.unit_id = g.unit_id order by lower(up.valid) desc limit 1), '') as unit
        from grid_assignment g where g.person_id = ${personId}::uuid order by lower(g.valid)`.execute(db)
      const pauses = await sql<{ reason: SuspendReason; from: string; to: string }>`
        select s.reason, lower(s.valid) as "from", upper(s.valid) as "to" from grid_suspension s
        join party_membership m on m.town_id = s.town_id and m.id = s.membership_id where m.person_id = ${personId}::uuid
        order by lower(s.valid)`.execute(db)
      return [
        ...periods.rows.map(({ kind, body, from, fullOn }) => ({
          name: body ?? '支部在镇外',
          text: `${memberKindNames[kind]}，${from}起${fullOn === null ? '，预备' : ''}`,
        })),
        ...exclusions.rows.map(({ reason, from }) => ({ name: '不计入应到会', text: `${exclusionReasonNames[reason]}，${from}起` })),
        ...grids.rows.map(({ kind, state, from, unit }) => ({
          name: gridKindNames[kind],
          text: `${unit}，${from}起，${gridStateNames[state]}`,
        })),
        ...pauses.rows.map(({ reason, from, to }) => ({ name: '入格暂停过', text: `${suspendReasonNames[reason]}，${from}起，到${to}` })),
      ]
    },
  },
]
