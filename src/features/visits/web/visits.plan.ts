/**
 * Today's list kept for where there is no line (存下的名单): numbers, places and why, under the seal of the drafts.
 *
 * No names, no addresses, no telephones. A household leaves it when its visit is sent; all of it goes on signing out and after 72 hours.
 */
import { useEffect, useState } from 'react'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { isCutOff, useRead } from '#platform/web/api-client.ts'
import { useKeptPages } from '#platform/web/kept-pages.ts'
import { dropDraft, keepDraft, ownerOfDrafts, readDrafts } from '#platform/web/sealed-drafts.ts'
import { browserStore, canKeepDrafts } from '#platform/web/sealed-store.ts'
import { endpoints, type DueVisit } from '../visits.contract.ts'
import { keptPages } from '../visits.kept.words.ts'

const kind = 'visit-plan'
const id = 'today'

export interface KeptPlan {
  /** When it was read, in milliseconds. */
  readAt: number
  due: readonly DueVisit[]
}

async function keepPlan(owner: string, { readAt, due }: KeptPlan): Promise<void> {
  if (!canKeepDrafts()) return
  if (due.length === 0) await dropDraft(browserStore, kind, id)
  else await keepDraft(browserStore, { kind, id, owner, now: readAt }, due)
}

async function readPlan(now: number): Promise<KeptPlan | null> {
  const owner = canKeepDrafts() ? await ownerOfDrafts(browserStore, now) : null
  if (owner === null) return null
  const [plan] = await readDrafts<DueVisit[]>(browserStore, { kind, owner, now })
  return plan ? { readAt: plan.changedAt, due: plan.value } : null
}

/** The visit was sent: what was kept to find the household is needed no more. */
export async function forgetPlanned(householdId: string): Promise<void> {
  const plan = await readPlan(Date.now())
  const owner = plan && (await ownerOfDrafts(browserStore, Date.now()))
  if (owner) await keepPlan(owner, { ...plan, due: plan.due.filter(visit => visit.householdId !== householdId) })
}

/** Today's list, kept as it comes; without a line the one that was kept. */
export function usePlan() {
  const today = useRead(endpoints.today, {})
  const owner = useMyAccount().data?.personId
  const opensOffline = useKeptPages(keptPages)
  const [kept, setKept] = useState<KeptPlan | null>(null)
  const { data, dataUpdatedAt } = today
  const cutOff = isCutOff(today)
  useEffect(() => {
    if (data && owner !== undefined) void keepPlan(owner, { readAt: Date.now(), due: data.due })
  }, [data, dataUpdatedAt, owner])
  useEffect(() => {
    if (cutOff) void readPlan(Date.now()).then(setKept, () => undefined)
  }, [cutOff])
  return { today, cutOff, kept: cutOff ? kept : null, opensOffline }
}
