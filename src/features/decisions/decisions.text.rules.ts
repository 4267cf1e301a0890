/** The text of a step for the public record (存证文本): the same as long as its row is. Pure. */
import type { StageOutcome } from './decisions.shapes.contract.ts'
import { outcomeNames, stepName } from './decisions.words.ts'

interface StageLine {
  round: number
  stage: string
  heldOn: string
  outcome: StageOutcome
  verdict: string | null
  dissent: string
  document: string
  reason: string
  /** Null: none was asked for, as in every step before papers were. */
  attachments: string | null
  recordedAt: Date
}

/** No name of a person stands in it. The digest names the text that was decided about. */
export function stageText({ id, code }: { id: string; code: string }, stage: StageLine, digest: string | null): string {
  const lines: [string, string | null][] = [
    ['事项', `${code} ${id}`],
    ['步骤', `${stepName(stage.stage)}，第${stage.round}轮`],
    ['日期', stage.heldOn],
    ['结果', outcomeNames[stage.outcome]],
    ['票数', stage.verdict],
    ['不同意见', stage.dissent || null],
    ['材料', stage.document || null],
    ['附件', stage.attachments],
    ['理由', stage.reason || null],
    ['文本', digest],
    ['登记', stage.recordedAt.toISOString()],
  ]
  return `${lines.flatMap(([name, text]) => (text === null ? [] : [`${name}：${text}`])).join('\n')}\n`
}
