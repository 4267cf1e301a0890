/** Units (组织单元): what other pages may show. */
import { Select, type SelectProps } from 'antd'
import { useMemo } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { endpoints, type Unit, type UnitKind } from '../units.contract.ts'

/** The units that stand on a day (today if left out), sorted by code and name. */
export const useUnits = (asOf?: string) => useRead(endpoints.list, { query: { asOf } })

/** Units by id. */
export function useUnitsById(asOf?: string): ReadonlyMap<string, Unit> {
  const { data } = useUnits(asOf)
  return useMemo(() => new Map(data?.items.map(unit => [unit.id, unit])), [data])
}

/** "爱国社区／福寿里": the unit with those above it, the town left out. */
export const placeOf = (unit: Unit, byId: ReadonlyMap<string, Unit>) =>
  unit.path.length === 1
    ? unit.shortName
    : unit.path
        .slice(1)
        .map(id => byId.get(id)?.shortName ?? '')
        .filter(Boolean)
        .join('／')

interface UnitSelectProps extends Omit<SelectProps<string>, 'options'> {
  kinds?: readonly UnitKind[]
  /** Neither this unit nor those below it. */
  except?: string
  /** This unit and those below it alone. */
  below?: string | undefined
}

/** Chooses a unit; two characters of its short or its full name find it. One chosen by its address that stands no longer keeps its last name. */
export function UnitSelect({ kinds, except, below, ...rest }: UnitSelectProps) {
  const { data, isPending } = useUnits()
  const goneId = data && rest.value && !data.items.some(({ id }) => id === rest.value) ? rest.value : null
  const gone = useRead(endpoints.history, { params: { unitId: goneId ?? '' } }, { enabled: goneId !== null })
  const goneName = goneId && gone.data?.periods.at(-1)?.name
  const options = useMemo(() => {
    const byId = new Map(data?.items.map(unit => [unit.id, unit]))
    return (data?.items ?? [])
      .filter(unit => !kinds || kinds.includes(unit.kind))
      .filter(unit => (!except || !unit.path.includes(except)) && (!below || unit.path.includes(below)))
      .map(unit => ({ value: unit.id, label: placeOf(unit, byId), found: `${placeOf(unit, byId)} ${unit.name}` }))
  }, [data, kinds, except, below])
  return (
    <Select<string>
      allowClear
      showSearch={{ optionFilterProp: 'found' }}
      loading={isPending}
      placeholder="输入名称可查找"
      {...rest}
      options={goneName ? [...options, { value: goneId, label: `${goneName}（已撤并）`, found: goneName }] : options}
    />
  )
}
