/** Words for certificates (证明用语). */
import type { VolunteerCertificateState, CertifiedEntry, Verdict } from './certificates.contract.ts'
import { isVoid } from './certificates.rules.ts'

export const certificateStateNames: Record<VolunteerCertificateState, string> = {
  posted: '公示中',
  withdrawn: '本人撤回',
  refused: '不能开',
  issued: '有效',
  revoking: '有效，有人提出撤销',
  revoked: '已撤销',
  expired: '已过期',
}
/** The state as people read it: one that holds may have been signed with a key that someone else may have. */
export const certificateStateName = (certificate: { state: VolunteerCertificateState; keyLeaked: boolean }) =>
  isVoid(certificate) ? '密钥已作废，要换开' : certificateStateNames[certificate.state]
/** Beside every hour, on paper too. */
export const gradeWords: Record<CertifiedEntry['grade'], string> = { onSite: '①现场双方确认', organiser: '②组织者确认' }
/** Of every record, those that are never certified included. */
export const recordGradeNames = { ...gradeWords, enteredLater: '③事后补记' } as const
export const hoursWord = (minutes: number) => `${minutes / 60}小时`
/** "①现场双方确认2小时，②组织者确认3小时": never one sum. */
export const bothGrades = ({ onSite, organiser }: { onSite: number; organiser: number }) =>
  `${gradeWords.onSite}${hoursWord(onSite)}，${gradeWords.organiser}${hoursWord(organiser)}`

/** What the check says; the page that checks offline says the same (check-certificate.js). */
export const verdictSentences: Record<Verdict, string> = {
  valid: '● 这份证明有效。',
  altered: '■ 内容被改过，不能用。',
  unknownKey: '■ 不是本镇开的，不能用。',
  leakedKey: '■ 密钥已作废，请换开一份。',
  revoked: '■ 这份证明已撤销，不能用。',
  expired: '■ 这份证明已过期。',
  unreadable: '■ 读不出证明，请再扫一次。',
}
