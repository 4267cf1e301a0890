/** Texts for everyone (公开的文字): what is typed to be read by all holds no personal data. Source: conventions SEC-M2. */
import { findingsIn, type Finding } from '#platform/personal-data/findings.ts'
import { personalDataNames } from '#platform/shared/personal-data-names.ts'
import { invalidField } from '#platform/shared/problem.ts'

/** Throws invalid (422) at the pointer, with what may stand there instead. */
export function requireCleanText(pointer: string, text: string, { allowed = [] }: { allowed?: readonly Finding['kind'][] } = {}): void {
  const first = findingsIn([{ where: '', text }]).find(({ kind }) => !allowed.includes(kind))
  if (first) throw invalidField(pointer, `里面有${personalDataNames[first.kind]}，请写成${first.masked}`)
}

/** Of a place: where something stands or is done is no home. */
export const placesAllowed = { allowed: ['address'] } as const
