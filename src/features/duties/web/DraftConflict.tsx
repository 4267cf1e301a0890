/** Two people changed one draft (草稿两份都改了): both beside each other, field by field. */
import { useEffect, useState } from 'react'
import { bodyKindNames } from '#features/bodies/bodies.contract.ts'
import { unitKindNames } from '#features/units/units.contract.ts'
import { useRead } from '#platform/web/api-client.ts'
import { ConflictDialog } from '#platform/web/ConflictDialog.tsx'
import { conflictLines } from '#platform/web/FormDialog.tsx'
import { frequencyNames, type TemplateFields } from '../duties.contract.ts'
import { endpoints } from '../duties.endpoints.contract.ts'

const labels = {
  name: '要做什么',
  basis: '依据',
  binds: '谁来做',
  kinds: '哪几类',
  frequency: '多久一次',
  dueRule: '到期怎么算',
  dueCount: '几天',
  fulfilledBy: '什么记录了结它',
  leastRows: '至少几条记录',
  awaitedBy: '谁在等它',
  asks: '要填的栏',
  minutes: '每次几分钟',
  from: '从哪天起',
  to: '到哪天止',
} as const satisfies Partial<Record<keyof TemplateFields, string>>

function show(field: keyof TemplateFields, value: unknown): string {
  if (field === 'basis')
    return Object.values(value as TemplateFields['basis'])
      .filter(Boolean)
      .join('，')
  if (field === 'asks') return (value as TemplateFields['asks']).map(({ name }) => name).join('、') || '没有'
  if (field === 'frequency') return frequencyNames[value as TemplateFields['frequency']]
  if (field === 'binds') return value === 'units' ? '村（社区）、经济社' : '党组织、自治组织'
  if (field === 'kinds') return (value as TemplateFields['kinds']).map(kind => kindNames[kind]).join('、')
  if (field === 'dueRule') return value === 'dayOfPeriod' ? '这一期的第几天' : '这一期过后几个工作日'
  return value === null || value === '' ? '没有填' : String(value)
}

const kindNames: Record<TemplateFields['kinds'][number], string> = { ...unitKindNames, ...bodyKindNames }

interface Props {
  templateId: string
  mine: TemplateFields
  /** Saves mine over the version that stands. */
  onKeepMine(version: number): void
  onTakeTheirs(): void
  onClose(): void
}

export function DraftConflict({ templateId, mine, onKeepMine, onTakeTheirs, onClose }: Props) {
  const templates = useRead(endpoints.templates, {})
  const { refetch } = templates
  const [isFresh, setFresh] = useState(false)
  useEffect(() => void refetch().then(() => setFresh(true)), [refetch])
  const theirs = templates.data?.items.find(({ id }) => id === templateId)
  if (!theirs || !isFresh) return null
  const lines = conflictLines<TemplateFields>({ labels, show }, mine, theirs)
  return <ConflictDialog lines={lines} onKeepMine={() => onKeepMine(theirs.version)} onTakeTheirs={onTakeTheirs} onClose={onClose} />
}
