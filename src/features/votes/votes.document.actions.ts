/** The minutes of a voting meeting as an official document (表决会议记录). */
import { findMeeting, show as showMeeting } from '#features/meetings/meetings.actions.ts'
import { noticeNames } from '#features/meetings/meetings.words.ts'
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import { action } from '#platform/server/action.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { endpoints } from './votes.contract.ts'
import { documentOf } from './votes.document.rules.ts'
import { votePolicy } from './votes.policy.ts'
import { show } from './votes.show.actions.ts'

export const document = action(endpoints.document, async (context, { params: { meetingId } }) => {
  context.require(votePolicy, 'document', null)
  const voting = await show(context, meetingId)
  if (!voting.opened) throw new Problem(common.forbidden, '会议记录只给本单元的工作人员和监督委员看。')
  const meeting = await showMeeting(context, meetingId)
  const { bodyName, startsAt } = await findMeeting(context, meetingId)
  const { title, blocks, annexes } = documentOf(voting, meeting, {
    bodyName: bodyNames[voting.decidingBody],
    noticeName: voting.noticeChannel && noticeNames[voting.noticeChannel],
  })
  // Loaded with the first document: 9 MB that most processes do without.
  const { docxMediaType, writeOfficialDocument } = await import('#platform/server/official-document.ts')
  const bytes = await writeOfficialDocument({ title, blocks, annexes, issuer: bodyName, date: dayOf(startsAt) })
  return { fileName: `${title}.docx`, mediaType: docxMediaType, bytes }
})
