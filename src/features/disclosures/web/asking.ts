/** What the desk is asking about a notice (公示的办理): a step of the notice, or of one finding, objection or sheet of it. */
import type { NoticeFinding, Objection } from '../disclosures.contract.ts'

export type Verb = 'discard' | 'sendBack' | 'unpublish' | 'correct' | 'submit' | 'publish' | 'conclude'
export type Asking =
  | Verb
  | 'write'
  | 'mask'
  | 'receive'
  | 'post'
  | { accept: NoticeFinding }
  | { decide: Objection }
  | { takeDown: string }
  | null
