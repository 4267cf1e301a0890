/** One goal of a plan (一个目标): how much of what, what works it off, and the figure of the yearly report that it stands under. */
import { Button, Form, Input, InputNumber, Radio, Select } from 'antd'
import { endpoints as dutyEndpoints } from '#features/duties/duties.endpoints.contract.ts'
import { endpoints as indicatorEndpoints } from '#features/indicators/indicators.contract.ts'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { venueKindNames } from '#features/venues/venues.contract.ts'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { selectionNames } from '../plans.contract.ts'
import { goalWayNames, type GoalWay } from './plan-values.ts'

interface Props {
  place: { aspect: number; goal: number }
  onRemove?(): void
}

const optionsOf = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([value, label]) => ({ value, label }))

export function GoalFieldset({ place: { aspect, goal }, onRemove }: Props) {
  const which = `方面${aspect + 1}目标${goal + 1}`
  const form = Form.useFormInstance()
  const way = (Form.useWatch(['aspects', aspect, 'goals', goal, 'way'], form) as GoalWay | undefined) ?? 'none'
  return (
    <fieldset className="part">
      <legend>{which}</legend>
      <Field name={[goal, 'name']} label={`${which}：要做成什么`} required>
        <Input maxLength={120} />
      </Field>
      <Field name={[goal, 'target']} label={`${which}：要多少`} hint="没有数的留空。">
        <InputNumber min={1} max={100_000_000} />
      </Field>
      <Field name={[goal, 'measure']} label={`${which}：单位`} hint="例如：个、场次、人次。">
        <Input maxLength={10} />
      </Field>
      <Field name={[goal, 'way']} label={`${which}：靠什么看做到哪里`} hint="从记录里数，不用谁填进度。">
        <Radio.Group options={optionsOf(goalWayNames)} />
      </Field>
      <Way which={which} goal={goal} way={way} />
      <Field name={[goal, 'figure']} label={`${which}：报告里的数字`} hint="年度报告里的编号，例如P01；没有的留空。">
        <Input maxLength={3} />
      </Field>
      <Field name={[goal, 'dueOn']} label={`${which}：哪天到期`}>
        <Input type="date" />
      </Field>
      {onRemove && <Button onClick={onRemove}>不要{which}</Button>}
    </fieldset>
  )
}

function Way({ which, goal, way }: { which: string; goal: number; way: GoalWay }) {
  const indicators = useRead(indicatorEndpoints.list, {})
  const templates = useRead(dutyEndpoints.templates, {})
  if (way === 'indicator')
    return (
      <Field name={[goal, 'indicator']} label={`${which}：哪一项指标`} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(indicators.data?.items ?? []).map(({ id, nameZh }) => ({ value: id, label: nameZh }))}
        />
      </Field>
    )
  if (way === 'duty')
    return (
      <Field name={[goal, 'templateId']} label={`${which}：哪一张清单`} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(templates.data?.items ?? []).map(({ id, name, unitName }) => ({ value: id, label: `${name}（${unitName}）` }))}
        />
      </Field>
    )
  if (way === 'selection')
    return (
      <Field name={[goal, 'selection']} label={`${which}：评选什么`} required>
        <Select options={optionsOf(selectionNames)} />
      </Field>
    )
  if (way === 'project') return <Projects which={which} goal={goal} />
  return null
}

function Projects({ which, goal }: { which: string; goal: number }) {
  const owner = Form.useWatch<string | undefined>('unitId', Form.useFormInstance())
  return (
    <>
      <Field name={[goal, 'eachVenue']} label={`${which}：每个阵地一项`} hint="选了，就给现有的每个阵地记一项。">
        <Select allowClear options={optionsOf(venueKindNames)} />
      </Field>
      <Form.List name={[goal, 'items']}>
        {(items, { add, remove }) => (
          <>
            {items.map(({ key, name: at }) => (
              <fieldset className="part" key={key}>
                <legend>
                  {which}项目{at + 1}
                </legend>
                <Field name={[at, 'name']} label={`${which}项目${at + 1}：做什么`} required>
                  <Input maxLength={120} />
                </Field>
                <Field name={[at, 'unitId']} label={`${which}项目${at + 1}：哪里做`} required>
                  <UnitSelect allowClear={false} below={owner} />
                </Field>
                <Field name={[at, 'dueOn']} label={`${which}项目${at + 1}：哪天到期`} required>
                  <Input type="date" />
                </Field>
                <Button onClick={() => remove(at)}>
                  不要{which}项目{at + 1}
                </Button>
              </fieldset>
            ))}
            <Form.Item>
              <Button aria-label={`${which}加一个项目`} onClick={() => add({ name: '', dueOn: '' })}>
                加一个项目
              </Button>
            </Form.Item>
          </>
        )}
      </Form.List>
    </>
  )
}
