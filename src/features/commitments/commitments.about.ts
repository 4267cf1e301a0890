/** What this feature keeps about a person (关于我的资料): the report-in with its notes, posts, exemptions, and hours of duty. */
import { sql } from 'kysely'
import type { About } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'
import { dutyMonths } from '#platform/shared/retention.ts'
import { listEntries } from './commitments.entries.queries.ts'
import { forgetDuty, namedDuties, type Duty } from './commitments.forget.queries.ts'
import { listHoldings } from './commitments.posts.queries.ts'
import { listReportIns, notesOf } from './commitments.queries.ts'
import type { PostExemptionReason } from './commitments.contract.ts'
import {
  entryStateNames,
  holdingStateNames,
  noteSentence,
  noteStateNames,
  postExemptionNames,
  reportInStateNames,
} from './commitments.words.ts'

export const commitmentAbout: readonly About<Context>[] = [
  {
    name: 'commitments.duties',
    title: '报到、岗位和履职',
    purpose: '党组织安排党员服务，给单位的反馈先给您看',
    basis: '党内法规，并已告知',
    retention: '结束后10年，以后只留次数',
    ends: {
      months: dutyMonths,
      find: async ({ db }, since) => (await namedDuties(db, since)).map(({ kind, id }) => `${kind} ${id}`),
      async forget(context, item) {
        const [kind, id] = item.split(' ') as [Duty, string]
        const duty = await forgetDuty(context.db, kind, id, context.today)
        if (duty) await context.record('commitments.forgetPerson', { kind, id, unitId: duty.unitId })
      },
    },
    tables: ['report_in', 'post_holding', 'post_exemption', 'service_entry', 'wish'],
    ties: 'commitment_ties',
    async rows({ db, today }, personId) {
      const reports = await listReportIns(db, today, { personId })
      const notes = await notesOf(db, { reportInIds: reports.map(({ id }) => id) })
      const exemptions = await sql<{ reason: PostExemptionReason; begunOn: string }>`
        select reason, begun_on from post_exemption where person_id = ${personId}::uuid order by begun_on`.execute(db)
      const wishes = await sql<{ text: string; claimedOn: string }>`
        select text, claimed_on from wish where claimed_by = ${personId}::uuid order by claimed_on, id`.execute(db)
      return [
        ...reports.map(({ unitName, workUnit, state, begunOn }) => ({
          name: `报到：${unitName}`,
          text: `${reportInStateNames[state]}，${begunOn}起${workUnit === '' ? '' : `，${workUnit}`}`,
        })),
        ...notes.map(note => ({ name: `给单位的反馈（${noteStateNames[note.state]}）`, text: noteSentence(note) })),
        ...(await listHoldings(db, today, { personId })).map(({ postName, state, appliedOn, shownOn }) => ({
          name: `岗位：${postName}`,
          text: `${holdingStateNames[state]}，${appliedOn}认岗${shownOn === null ? '' : `，${shownOn}起姓名公开`}`,
        })),
        ...exemptions.rows.map(({ reason, begunOn }) => ({ name: '免领岗', text: `${postExemptionNames[reason]}，${begunOn}起` })),
        ...(await listEntries(db, today, { personId })).map(({ activity, startsAt, state }) => ({
          name: `履职：${activity}`,
          text: `${startsAt.toISOString().slice(0, 10)}，${entryStateNames[state]}`,
        })),
        ...wishes.rows.map(({ text, claimedOn }) => ({ name: `微心愿：${text}`, text: `${claimedOn}认领` })),
      ]
    },
  },
]
