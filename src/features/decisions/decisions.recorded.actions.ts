/** Steps in the public record (每一步存证): what each came to, so that it is on record before the next opens. */
import { keeping } from '#features/record/record.actions.ts'
import * as queries from './decisions.queries.ts'
import { stageText } from './decisions.text.rules.ts'

export const stageRecord = keeping('decisions.stage', '四议两公开的一步', async (context, stageId) => {
  const stage = await queries.findStage(context.db, stageId)
  const decision = stage && (await queries.findDecision(context.db, stage.decisionId))
  // whoever may not read the words cannot check them either
  if (!stage || !decision?.isRead) return null
  const text = [stage.decisionId, stage.textNumber] as const
  return stageText(decision, stage, { digest: await queries.digestOf(context.db, ...text), ...(await queries.headOf(context.db, ...text)) })
})
