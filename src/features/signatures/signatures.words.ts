/** Signatures (签名核对): the words for states and verdicts. */
import type { SignatureSheetState, Verdict } from './signatures.contract.ts'

export const sheetStateNames: Record<SignatureSheetState, string> = { accepted: '已收下', underComparison: '待两人比对', refused: '没有收' }
export const verdictNames: Record<Verdict, string> = { same: '是同一张', different: '不是同一张' }
