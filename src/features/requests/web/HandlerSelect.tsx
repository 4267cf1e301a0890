/** Chooses who has a case in hand (经办): oneself, a department or a unit's desk. Somebody whom the address names keeps the name. */
import { Select, type SelectProps } from 'antd'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { endpoints as bodyEndpoints } from '#features/bodies/bodies.contract.ts'
import { endpoints as peopleEndpoints } from '#features/people/people.contract.ts'
import { placeOf, useUnitsById } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'

interface Choice {
  value: string
  label: string
}

export function HandlerSelect(props: Omit<SelectProps<string>, 'options'>) {
  const me = useMyAccount().data
  const departments = useRead(bodyEndpoints.list, { query: { kind: 'department', limit: 100 } })
  const units = useUnitsById()
  const groups: { label: string; options: Choice[] }[] = [
    { label: '人', options: me ? [{ value: me.personId, label: `我（${me.name}）` }] : [] },
    { label: '部门', options: departments.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [] },
    { label: '单位', options: [...units.values()].map(unit => ({ value: unit.id, label: placeOf(unit, units) })) },
  ]
  const isReady = me !== undefined && departments.data !== undefined && units.size > 0
  const isKnown = groups.some(({ options }) => options.some(({ value }) => value === props.value))
  const other = useRead(peopleEndpoints.get, { params: { personId: props.value ?? '' } }, { enabled: isReady && !!props.value && !isKnown })
  if (props.value && isReady && !isKnown) groups[0]!.options.push({ value: props.value, label: other.data?.name ?? '另一位经办' })
  return (
    <Select<string>
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      loading={!isReady}
      {...props}
      options={groups.filter(({ options }) => options.length > 0)}
    />
  )
}
