/**
 * What the entry of a matter asks for beside its steps (清单的要求): the town's answer and papers before the vote, a listing before it
 * is carried out. Pure functions; null: nothing is missing.
 *
 * Source: domain §4 (town pre-check, attachments, asset platform).
 */
import type { MatterEntry } from '#features/matters/matters.contract.ts'
import { plainDate } from '#platform/shared/calendar.ts'
import type { StageOutcome } from './decisions.shapes.contract.ts'

interface Kept {
  stage: string
  round: number
  textNumber: number
  heldOn: string
  outcome: StageOutcome
}

/** What the town said of the text as it stands; a text written anew is shown to the town anew. */
export const preCheckOf = <T extends Kept>(records: readonly T[], textNumber: number): T | null =>
  records.findLast(each => each.stage === 'preCheck' && each.textNumber === textNumber) ?? null

/** The newest listing of the round: what went to no buyer is listed again. */
export const listingOf = <T extends Kept>(records: readonly T[], round: number): T | null =>
  records.findLast(each => each.stage === 'listing' && each.round === round) ?? null

/** Why the town's answer does not let the matter go to the vote of that day. */
export function preCheckRefusal(
  isAsked: boolean,
  answer: (Pick<Kept, 'outcome' | 'heldOn'> & { reason: string }) | null,
  votedOn: string,
): string | null {
  if (!isAsked) return null
  if (answer === null) return '这件事要先报镇里看，镇里还没有答复，请镇里登记'
  if (answer.outcome === 'returned') return `镇里看过，要改了再报：${answer.reason}`
  return answer.heldOn > votedOn ? `镇里${plainDate(answer.heldOn)}才答复，表决在那以前，要重新开会` : null
}

/** Why the papers do not let it go to the vote: each that the entry names must be there. */
export function attachmentsRefusal(asked: readonly string[], files: readonly { attachment: string }[]): string | null {
  const missing = asked.filter(name => !files.some(({ attachment }) => attachment === name))
  return missing.length === 0 ? null : `还缺清单要的材料：${missing.join('、')}，请先附上`
}

/** Why it is not carried out, or not closed, on that day: what is dealt in goes over the trading platform. */
export function listingRefusal(isAsked: boolean, listing: Pick<Kept, 'heldOn'> | null, day: string): string | null {
  if (!isAsked) return null
  if (listing === null) return '这件事要上资产交易平台，请先登记挂牌编号和日子'
  return listing.heldOn > day ? `${plainDate(listing.heldOn)}才挂牌，不能早于那一天` : null
}

interface Asked {
  entry: Pick<MatterEntry, 'townPreCheck' | 'assetPlatform' | 'attachments'>
  row: { round: number; textNumber: number }
  records: readonly (Kept & { reason: string })[]
  files: readonly { attachment: string; digest: string }[]
}
/** Why the matter may not go to the vote of that day. */
export const askedBeforeVote = ({ entry, records, row, files }: Asked, votedOn: string): string | null =>
  preCheckRefusal(entry.townPreCheck, preCheckOf(records, row.textNumber), votedOn) ?? attachmentsRefusal(entry.attachments, files)

/** Why it may not be carried out, or closed, on that day. */
export const askedBeforeWork = ({ entry, records, row }: Omit<Asked, 'files'>, day: string): string | null =>
  listingRefusal(entry.assetPlatform, listingOf(records, row.round), day)

/** The papers that lay before those who decide, each by name and digest, as the step keeps them; null: none is asked for. */
export const attachmentsText = (files: readonly { attachment: string; digest: string }[]): string | null =>
  files.length === 0 ? null : files.map(({ attachment, digest }) => `${attachment} ${digest}`).join('；')
