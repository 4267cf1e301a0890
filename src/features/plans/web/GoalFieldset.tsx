/** One goal of a plan (一个目标): how much of what, what works it off, and the figure of the yearly report that it stands under. */
import { Button, Form, Input, InputNumber, Radio, Select } from 'antd'
import { endpoints as dutyEndpoints } from '#features/duties/duties.endpoints.contract.ts'
import { endpoints as indicatorEndpoints } from '#features/indicators/indicators.contract.ts'
import { figures } from '#features/reports/reports.figures.contract.ts'
import { UnitSelect, useUnitsById } from '#features/units/web/units.widgets.tsx'
import { venueKindNames } from '#features/venues/venues.contract.ts'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { selectionNames } from '../plans.contract.ts'
import { goalWayNames, type GoalWay, type ItemValues } from './plan-values.ts'

interface Props {
  place: { aspect: number; goal: number }
  /** Its items are done or dropped, and none is taken out. */
  isAdopted: boolean
  onRemove?(): void
}

const figureOptions = figures.map(({ id, title }) => ({ value: id, label: `${id} ${title}` }))
const optionsOf = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([value, label]) => ({ value, label }))

export function GoalFieldset({ place: { aspect, goal }, isAdopted, onRemove }: Props) {
  const which = `方面${aspect + 1}目标${goal + 1}`
  const form = Form.useFormInstance()
  const way = (Form.useWatch(['aspects', aspect, 'goals', goal, 'way'], form) as GoalWay | undefined) ?? 'none'
  const items = (form.getFieldValue(['aspects', aspect, 'goals', goal, 'items']) as ItemValues[] | undefined) ?? []
  const isHeld = isAdopted && items.some(({ id }) => id)
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
        <Radio.Group options={optionsOf(goalWayNames)} disabled={isHeld} />
      </Field>
      <Way which={which} place={{ aspect, goal }} way={way} isAdopted={isAdopted} />
      <Field name={[goal, 'figure']} label={`${which}：报告里的数字`} hint="这个目标说的是年度报告里的哪一个数；没有的留空。">
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={figureOptions} />
      </Field>
      <Field name={[goal, 'dueOn']} label={`${which}：哪天到期`}>
        <Input type="date" />
      </Field>
      {onRemove && !isHeld && <Button onClick={onRemove}>不要{which}</Button>}
    </fieldset>
  )
}

interface WayProps extends Pick<Props, 'place' | 'isAdopted'> {
  which: string
  way: GoalWay
}

function Way({ which, place, way, isAdopted }: WayProps) {
  const { goal } = place
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
      <>
        <Field
          name={[goal, 'selection']}
          label={`${which}：评选什么`}
          required
          hint="要多少个，就记多少个名额，一个一条。给哪里、评上没有，逐个看。"
        >
          <Select options={optionsOf(selectionNames)} />
        </Field>
        <Projects which={which} place={place} isAdopted={isAdopted} />
      </>
    )
  if (way === 'project')
    return (
      <>
        <Field name={[goal, 'eachVenue']} label={`${which}：每个阵地一项`} hint="选了，就给现有的每个阵地记一项。">
          <Select allowClear options={optionsOf(venueKindNames)} />
        </Field>
        <Projects which={which} place={place} isAdopted={isAdopted} />
      </>
    )
  return null
}

function Projects({ which, place: { aspect, goal }, isAdopted }: Omit<WayProps, 'way'>) {
  const form = Form.useFormInstance()
  const owner = Form.useWatch<string | undefined>('unitId', { form, preserve: true })
  const itemAt = (at: number) => form.getFieldValue(['aspects', aspect, 'goals', goal, 'items', at]) as ItemValues | undefined
  return (
    <Form.List name={[goal, 'items']}>
      {(items, { add, remove }) => (
        <>
          <ClosedProjects which={which} items={items.map(({ name: at }) => itemAt(at)).filter(item => item?.isClosed === true)} />
          {items
            .filter(({ name: at }) => !itemAt(at)?.isClosed)
            .map(({ key, name: at }) => (
              <Project
                key={key}
                which={`${which}项目${at + 1}`}
                at={at}
                below={owner}
                {...(!(isAdopted && itemAt(at)?.id) && { onRemove: () => remove(at) })}
              />
            ))}
          <Form.Item>
            <Button aria-label={`${which}加一个项目`} onClick={() => add({ name: '', dueOn: '' })}>
              加一个项目
            </Button>
          </Form.Item>
        </>
      )}
    </Form.List>
  )
}

/** Accepted or dropped: they stay as they are, and are a line each in a fold, so that what can be changed is in sight. */
function ClosedProjects({ which, items }: { which: string; items: readonly (ItemValues | undefined)[] }) {
  const units = useUnitsById()
  if (items.length === 0) return null
  return (
    <details>
      <summary>
        {which}：{items.length}个项目已经验收或不再做，不能改
      </summary>
      <ul className="lines">
        {items.map(
          item =>
            item && <li key={item.id}>{[item.name, units.get(item.unitId)?.name, showDay(item.dueOn)].filter(Boolean).join('，')}</li>,
        )}
      </ul>
    </details>
  )
}

interface ProjectProps {
  which: string
  at: number
  below: string | undefined
  onRemove?(): void
}

const Project = ({ which, at, below, onRemove }: ProjectProps) => (
  <fieldset className="part">
    <legend>{which}</legend>
    <Field name={[at, 'name']} label={`${which}：做什么`} required>
      <Input maxLength={120} />
    </Field>
    <Field name={[at, 'unitId']} label={`${which}：哪里做`} required>
      <UnitSelect allowClear={false} below={below} />
    </Field>
    <Field name={[at, 'dueOn']} label={`${which}：哪天到期`} required>
      <Input type="date" />
    </Field>
    {onRemove && <Button onClick={onRemove}>不要{which}</Button>}
  </fieldset>
)
