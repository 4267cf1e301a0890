/** What this feature keeps about a person (关于我的资料): the report-in with its notes, posts, exemptions, and hours of duty. */
import { sql } from 'kysely'
import type { About } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'
import { listEntries } from './commitments.entries.queries.ts'
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
    retention: '10年',
    tables: ['report_in', 'post_holding', 'post_exemption', 'service_entry'],
    ties: 'commitment_ties',
    async rows({ db, today }, personId) {
      const reports = await listReportIns(db, today, { personId })
      const notes = await notesOf(db, { reportInIds: reports.map(({ id }) => id) })
      const exemptions = await sql<{ reason: PostExemptionReason; begunOn: string }>`
        select reason, begun_on from post_exemption where person_id = ${personId}::uuid order by begun_on`.execute(db)
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
      ]
    },
  },
]
