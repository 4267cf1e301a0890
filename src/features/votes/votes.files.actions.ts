/** Attachments of voting meetings (会议附件): added, read and taken away. Paper comes first: nothing waits for a file. */
import { nameFor, paperOf } from '#platform/server/documents.ts'
import { action, type Context } from '#platform/server/action.ts'
import { isPerson } from '#platform/shared/actor.ts'
import { newId } from '#platform/shared/ids.ts'
import { invalidField, Problem, problems as common } from '#platform/shared/problem.ts'
import * as ballots from './votes.ballots.queries.ts'
import { endpoints, problems } from './votes.contract.ts'
import { attachments, filesOf } from './votes.files.queries.ts'
import { votePolicy } from './votes.policy.ts'
import { findVoting, lockVoting, show } from './votes.show.actions.ts'

const mostFiles = 20

export const attach = action(endpoints.attach, async (context, input) => {
  const {
    params: { meetingId },
    query: { ballotId },
    body: { fileName, bytes },
  } = input
  const { meeting } = await lockVoting(context, meetingId, 'attach')
  if (!isPerson(context.actor)) throw new Problem(common.signInRequired)
  if (ballotId !== undefined && (await ballots.findBallot(context.db, ballotId))?.meetingId !== meetingId)
    throw new Problem(common.notFound, '这次会议没有这个表决事项。')
  const paper = await paperOf(bytes)
  if (!paper) throw new Problem(problems.fileUnknown)
  if ((await filesOf(context.db, meetingId)).length >= mostFiles) throw invalidField('#/file', `一次会议最多${mostFiles}个附件`)
  const id = newId(context.now.getTime())
  const added = { townId: context.townId, id, addedBy: context.actor.personId, addedAt: context.now }
  const name = nameFor(fileName || '附件', paper.mediaType)
  await attachments.add(context, meetingId, { ...added, name, ...paper }, { ballot_id: ballotId ?? null })
  await context.record('votes.attach', { kind: 'votingMeeting', id: meetingId, unitId: meeting.unitId }, { fileId: id })
  return show(context, meetingId)
})

export const file = action(endpoints.file, async (context, { params: { meetingId, fileId } }) => {
  context.require(votePolicy, 'file', (await findVoting(context, meetingId)).facts)
  const found = await attachments.read(context, meetingId, fileId)
  if (!found) throw noFile()
  return { fileName: found.name, mediaType: found.mediaType, bytes: found.bytes }
})

export const detach = action(endpoints.detach, async (context, { params: { meetingId, fileId } }) => {
  const { meeting } = await lockVoting(context, meetingId, 'detach')
  await requireFile(context, meetingId, fileId)
  await attachments.remove(context.db, fileId)
  await context.record('votes.detach', { kind: 'votingMeeting', id: meetingId, unitId: meeting.unitId }, { fileId })
  return show(context, meetingId)
})

async function requireFile(context: Context, meetingId: string, fileId: string): Promise<void> {
  if (!(await filesOf(context.db, meetingId)).some(({ id }) => id === fileId)) throw noFile()
}

const noFile = () => new Problem(common.notFound, '没有这个附件，或不归您看。')
