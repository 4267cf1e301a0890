/** Visits on their way (待发的走访): one draft a visit, sent as one or two small commands with ids of their own. */
import { call } from '#platform/web/api-client.ts'
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
}

export interface SentVisit {
  /** Of the case, if there is an item; the code is told this once. */
  number: string | null
  code: string | null
}

export const visitOutbox = makeOutbox<{ id: string } & VisitDraft, SentVisit>({
  kind: 'visits',
  store: canKeepDrafts() ? browserStore : pageStore(),
  async send({ id, record, itemId, item }, { owner: personId, signal }) {
    await call(endpoints.record, { params: { commandId: id }, body: { ...record, personId } }, { signal })
    await forgetPlanned(record.householdId).catch(() => undefined)
    if (item === null) return { number: null, code: null }
    const { number, code } = await call(
      endpoints.raise,
      { params: { commandId: itemId }, body: { personId, visitId: id, text: item } },
      { signal },
    )
    return { number, code }
  },
})

/** Those of a list that are finished and wait for a line. */
export const waiting = <P extends { isReady: boolean; problem: unknown }>(pieces: readonly P[]) =>
  pieces.filter(({ isReady, problem }) => isReady && problem === null)
