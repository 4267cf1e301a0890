/**
 * Disclosure (公示公开): the life of a notice and of an objection, and what a notice still lacks. Pure functions.
 *
 * Source: conventions 2.2 (NOT-01 to NOT-06).
 */
import { defineStateMachine } from '#platform/shared/state-machine.ts'
import type { Pause } from './disclosures.clock.rules.ts'
import type {
  FrozenContent,
  NoticeElement,
  NoticeFields,
  NoticeFile,
  NoticeStateName,
  NoticeObjectionState,
  Side,
  StoredState,
  WorkState,
} from './disclosures.shapes.contract.ts'
import { commonElements, type NoticeRule } from './disclosures.types.rules.ts'

/** A correction walks from draft to checked beside it, and is published as the next version. */
export const noticeMachine = defineStateMachine({
  initial: 'draft',
  states: ['draft', 'checked', 'published', 'concluded', 'withdrawn'],
  transitions: {
    submit: { from: ['draft'], to: 'checked' },
    sendBack: { from: ['checked'], to: 'draft' },
    discard: { from: ['draft'], to: 'withdrawn' },
    publish: { from: ['checked'], to: 'published' },
    uphold: { from: ['published'], to: 'withdrawn' },
    recall: { from: ['draft', 'checked', 'published'], to: 'withdrawn' },
    conclude: { from: ['published'], to: 'concluded' },
  },
})

export const objectionMachine = defineStateMachine({
  initial: 'open',
  states: ['open', 'dismissed', 'upheld'],
  transitions: { dismiss: { from: ['open'], to: 'dismissed' }, uphold: { from: ['open'], to: 'upheld' } },
})

/** How far what is being written has come; null: nothing is being written. */
export const workOf = (state: StoredState, correction: WorkState | null): WorkState | null =>
  state === 'draft' || state === 'checked' ? state : correction

export const stateOn = (state: StoredState, isOver: boolean): NoticeStateName => (state === 'published' && isOver ? 'ended' : state)

const isThere: Record<NoticeElement, (fields: NoticeFields, files: number, leastDays: number) => boolean> = {
  title: ({ title }) => /^关于.+的公[示开告]$/u.test(title),
  basis: ({ basis }) => basis.length >= 2,
  content: ({ content, table }) => content.length >= 2 || table !== null,
  table: ({ table }) => table !== null,
  period: ({ days }, _files, leastDays) => days >= leastDays,
  howToObject: ({ objectPhone, objectAddress, objectWindow }) => [objectPhone, objectAddress, objectWindow].every(text => text !== ''),
  issuer: ({ issuer }) => issuer.length >= 2,
  issuedOn: ({ issuedOn }) => issuedOn !== null,
  seal: ({ seal }, files) => seal === 'notNeeded' || (seal === 'scan' && files > 0),
  attachments: ({ noAttachments }, files) => noAttachments !== files > 0,
  resultDueOn: ({ resultDueOn }) => resultDueOn !== null,
  pollingOn: ({ pollingOn }) => pollingOn !== null,
  purposeEndsOn: ({ purposeEndsOn }) => purposeEndsOn !== null,
  audit: ({ audit }) => audit.length >= 2,
}

/** What the notice lacks, in the order in which it is read. */
export const missingElements = (rule: NoticeRule, fields: NoticeFields, files: number, leastDays: number): NoticeElement[] =>
  [...commonElements, ...rule.elements].filter(element => !isThere[element](fields, files, leastDays))

/** While an objection is open, the clock stands still. */
export const pausesOf = (objections: readonly { receivedOn: string; decidedOn: string | null }[]): Pause[] =>
  objections.map(({ receivedOn, decidedOn }) => ({ from: receivedOn, to: decidedOn }))

/** What both sides last said, if they agree; null: one has not spoken, or they differ. */
export function agreedOutcome(
  opinions: readonly { side: Side; outcome: Exclude<NoticeObjectionState, 'open'> }[],
): Exclude<NoticeObjectionState, 'open'> | null {
  const last = (side: Side) => opinions.findLast(opinion => opinion.side === side)?.outcome
  const supervisors = last('supervisor')
  return supervisors !== undefined && supervisors === last('town') ? supervisors : null
}

/** The text of a version as the public record keeps it, one line a thing. */
export function versionText(version: {
  noticeId: string
  number: number
  typeName: string
  dayUnitName: string
  publishedOn: string
  days: number
  reason: string | null
  content: FrozenContent
}): string {
  const { content } = version
  return [
    `公示 ${version.noticeId} 第${version.number}版`,
    `类型：${version.typeName}`,
    `单位：${content.unitName}`,
    `标题：${content.title}`,
    ...(version.reason === null ? [] : [`更正的原因：${version.reason}`]),
    `依据：${content.basis}`,
    `内容：${content.content}`,
    ...(content.table ? [content.table.columns, ...content.table.rows].map(row => `表：${row.join('｜')}`) : []),
    `${version.publishedOn}发布，从第二天起${version.days}${version.dayUnitName}`,
    `提异议：${[content.objectPhone, content.objectAddress, content.objectWindow].join('，')}`,
    `公示单位：${content.issuer}，${content.issuedOn ?? ''}`,
    `盖章：${content.seal === 'scan' ? '见附件' : '无需盖章'}`,
    ...(content.audit ? [`预审：${content.audit}`] : []),
    ...(content.resultDueOn ? [`结果公开不晚于：${content.resultDueOn}`] : []),
    ...(content.pollingOn ? [`选举日：${content.pollingOn}`] : []),
    ...(content.purposeEndsOn ? [`名单用到：${content.purposeEndsOn}`] : []),
    ...content.files.map(({ name, digest }: NoticeFile) => `附件：${name} ${digest}`),
  ].join('\n')
}

const endNames = { concluded: '公示结果', withdrawn: '异议成立，公示撤下', recalled: '不算数了，公示撤下' } as const
/** How a notice ended, as the public record keeps it. */
export const endText = (notice: { id: string; number: number; state: keyof typeof endNames; on: string; text: string }): string =>
  [`公示 ${notice.id} 第${notice.number}版`, endNames[notice.state], notice.on, notice.text].join('\n')
