/** Visits on their way (待发的走访): one draft a visit, sent as one or two small commands with ids of their own. */
import { call } from '#platform/web/api-client.ts'
import { showDay } from '#platform/web/format.ts'
import { makeOutbox } from '#platform/web/outbox.ts'
import { browserStore, canKeepDrafts, pageStore } from '#platform/web/sealed-store.ts'
import { endpoints, type VisitRecord } from '../visits.contract.ts'
import { forgetPlanned } from './visits.plan.ts'

/** The draft's own id is that of the command that records the visit. */
export interface VisitDraft {
  householdCode: string
  record: VisitRecord
  /** An item that becomes a case, with the id of its command. */
  itemId: string
  item: string | null
  /** Where it is, and whether the household's telephone and address go with it; not in what was kept before this was asked. */
  near?: string | null
  leaveContact?: boolean
  /** Said after the server asked because of the item's words. */
  noDanger?: boolean
  /** The server has the record; its item is still to go, and it alone can be written anew. */
  isRecorded?: boolean
}

/** What would be lost with the draft: words that nobody else has yet. */
export const wordsOf = ({ record, item, isRecorded }: VisitDraft) => item ?? (isRecorded ? null : record.note)

export interface SentVisit {
  /** Of the case, if there is an item; the code is told this once. */
  number: string | null
  code: string | null
}

export const visitOutbox = makeOutbox<{ id: string } & VisitDraft, SentVisit>({
  kind: 'visits',
  store: canKeepDrafts() ? browserStore : pageStore(),
  nameOf: ({ householdCode, record }) => `${householdCode}，${showDay(record.visitedOn)}的走访`,
  async send(draft, { owner: personId, signal, keep }) {
    const { id, record, itemId, item } = draft
    if (!draft.isRecorded) {
      await call(endpoints.record, { params: { commandId: id }, body: { ...record, personId } }, { signal })
      await forgetPlanned(record.householdId).catch(() => undefined)
    }
    if (item === null) return { number: null, code: null }
    if (!draft.isRecorded) await keep({ ...draft, isRecorded: true })
    const { near, leaveContact } = draft
    const asked = { ...(near && { near }), ...(leaveContact && { leaveContact }) }
    const body = { personId, visitId: id, text: item, ...asked, noDanger: draft.noDanger ?? false }
    const { number, code } = await call(endpoints.raise, { params: { commandId: itemId }, body }, { signal })
    return { number, code }
  },
})

/** What is finished has waited so long that its visitor had better look for a line. */
export const warnAfterHours = 48

/** Those of a list that are finished and wait for a line. */
export const waiting = <P extends { isReady: boolean; problem: unknown }>(pieces: readonly P[]) =>
  pieces.filter(({ isReady, problem }) => isReady && problem === null)
