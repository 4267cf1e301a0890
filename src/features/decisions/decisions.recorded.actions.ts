/** Steps in the public record (每一步存证): what each came to, made anew from its row whenever it is checked. */
import { append, entryIdOf } from '#features/record/record.actions.ts'
import type { Context } from '#platform/server/action.ts'
import type { Recorded } from '#platform/server/recorded.ts'
import * as queries from './decisions.queries.ts'
import { stageText } from './decisions.text.rules.ts'

const kind = 'decisions.stage'

async function textOf(context: Context, stageId: string): Promise<string | null> {
  const stage = await queries.findStage(context.db, stageId)
  const decision = stage && (await queries.findDecision(context.db, stage.decisionId))
  return stage && decision ? stageText(decision, stage, await queries.digestOf(context.db, stage.decisionId, stage.textNumber)) : null
}

export const recordedStage: Recorded<Context> = { kind, nameZh: '四议两公开的一步', document: textOf }

/** Appends a step that this transaction has just written, so that it is on record before the next opens. */
export async function recordStage(context: Context, stageId: string): Promise<void> {
  await append(context, kind, stageId, (await textOf(context, stageId))!)
}

/** Where a step is checked. */
export const checkOf = (context: Context, stageId: string): Promise<string | null> => entryIdOf(context, kind, stageId)
