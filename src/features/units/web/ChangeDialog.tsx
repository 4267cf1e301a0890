/** Changing the map (区划变更): first what is wanted, then what it would do, then the change itself. */
import type { Asked } from '#platform/web/api-client.ts'
import { showDay } from '#platform/web/format.ts'
import { localToday } from '#platform/web/local-time.ts'
import { changedLines, TryFirstDialog } from '#platform/web/TryFirstDialog.tsx'
import type { Unit } from '../units.contract.ts'
import { ChangeForm } from './ChangeForm.tsx'
import { ChangePreview } from './ChangePreview.tsx'
import { endpointOf, titleOf, verbNames, type Verb } from './changes.ts'
import { useUnitsById } from './units.widgets.tsx'

interface ChangeDialogProps {
  verb: Verb
  unit: Unit
  below: readonly Unit[]
  onClose(): void
  /** The unit to look at afterwards. */
  onDone(unitId: string): void
}

const labels = { name: '名称', shortName: '简称', parentId: '上级', closedOn: '撤销' }

export function ChangeDialog({ verb, unit, below, onClose, onDone }: ChangeDialogProps) {
  const units = useUnitsById()
  const show = (field: string, value: unknown) =>
    value === null || value === undefined
      ? '没有'
      : field === 'parentId'
        ? (units.get(String(value))?.name ?? '原单位')
        : field === 'closedOn'
          ? showDay(String(value))
          : String(value)
  return (
    <TryFirstDialog
      title={titleOf(verb, unit.name)}
      verb={verbNames[verb]}
      endpoint={endpointOf(verb)}
      input={(values, dryRun) => {
        const body = { ...values, ...(verb === 'create' && { parentId: unit.id }), dryRun }
        return { ...(verb !== 'create' && { params: { unitId: unit.id } }), body } as unknown as Asked<ReturnType<typeof endpointOf>>
      }}
      {...(verb !== 'create' && {
        versioned: { version: unit.version, compared: (mine, theirs) => changedLines(unit, mine, theirs, labels, show) },
      })}
      initial={initialOf(verb, unit)}
      preview={answer => <ChangePreview answer={answer} />}
      onClose={onClose}
      onDone={answer => onDone(answer.unit.id)}
      refusing={verb === 'close'}
    >
      <ChangeForm verb={verb} unit={unit} below={below} />
    </TryFirstDialog>
  )
}

function initialOf(verb: Verb, unit: Unit): Record<string, unknown> {
  const effectiveOn = localToday()
  if (verb === 'rename') return { effectiveOn, name: unit.name, shortName: unit.shortName }
  if (verb === 'split') return { effectiveOn, keep: true, parts: [{ childIds: [] }] }
  return { effectiveOn }
}
