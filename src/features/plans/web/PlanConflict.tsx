/** Two people changed one plan (计划两份都改了): both beside each other, aspect by aspect. */
import { useEffect, useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { ConflictDialog } from '#platform/web/ConflictDialog.tsx'
import { endpoints } from '../plans.contract.ts'
import { linesOf, valuesOf, type PlanValues } from './plan-values.ts'

interface Props {
  planId: string
  mine: PlanValues
  /** Saves mine over the version that stands. */
  onKeepMine(version: number): void
  onTakeTheirs(): void
  onClose(): void
}

export function PlanConflict({ planId, mine, onKeepMine, onTakeTheirs, onClose }: Props) {
  const plan = useRead(endpoints.get, { params: { planId } })
  const { refetch } = plan
  const [isFresh, setFresh] = useState(false)
  useEffect(() => void refetch().then(() => setFresh(true)), [refetch])
  if (!plan.data || !isFresh) return null
  const [ours, theirs] = [linesOf(mine), linesOf(valuesOf(plan.data))]
  const lines = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])]
    .filter(label => ours[label] !== theirs[label])
    .map(label => ({ label, mine: ours[label] ?? '没有', theirs: theirs[label] ?? '没有' }))
  const { version } = plan.data
  return <ConflictDialog lines={lines} onKeepMine={() => onKeepMine(version)} onTakeTheirs={onTakeTheirs} onClose={onClose} />
}
