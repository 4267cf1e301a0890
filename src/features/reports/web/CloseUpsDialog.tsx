/** Choosing close-ups (选村居特写): which numbers of which villages the report tells. */
import { Button, Form, Select } from 'antd'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints } from '../reports.contract.ts'
import { figures } from '../reports.figures.contract.ts'

interface Values {
  villages: { unitId?: string; figureIds?: string[] }[]
}

const choices = figures.filter(({ section }) => section === 'closeUp').map(({ id, title }) => ({ value: id, label: title }))

export function CloseUpsDialog({ year, onClose }: { year: number; onClose(): void }) {
  const chosen = useRead(endpoints.closeUps, { params: { year } })
  return (
    <Reading of={chosen}>
      {({ items }) => (
        <FormDialog<typeof endpoints.chooseCloseUps, Values>
          title={`${year}年报告的村居特写`}
          verb="保存"
          wide
          endpoint={endpoints.chooseCloseUps}
          input={({ villages }) => ({ params: { year }, body: { items: flat(villages) } })}
          initial={{ villages: grouped(items) }}
          onClose={onClose}
        >
          <p>写哪几个村（社区）的哪几个数。数由记录算，这里只选写不写。</p>
          <Form.List name="villages">
            {(rows, { add, remove }) => (
              <>
                {rows.map(({ key, name }) => (
                  <fieldset key={key} className="panel">
                    <legend>第{name + 1}个</legend>
                    <Form.Item name={[name, 'unitId']} label="村（社区）">
                      <UnitSelect kinds={['community', 'village']} />
                    </Form.Item>
                    <Form.Item name={[name, 'figureIds']} label="写哪些数">
                      <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={choices} />
                    </Form.Item>
                    <Button type="link" onClick={() => remove(name)}>
                      不写这个
                    </Button>
                  </fieldset>
                ))}
                <Button onClick={() => add({})}>再写一个村（社区）</Button>
              </>
            )}
          </Form.List>
        </FormDialog>
      )}
    </Reading>
  )
}

const flat = (villages: Values['villages']) =>
  villages.flatMap(({ unitId, figureIds = [] }) => (unitId ? figureIds.map(figureId => ({ unitId, figureId })) : []))

function grouped(items: readonly { unitId: string; figureId: string }[]): Values['villages'] {
  const byUnit = new Map<string, string[]>()
  for (const { unitId, figureId } of items) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), figureId])
  return [...byUnit].map(([unitId, figureIds]) => ({ unitId, figureIds }))
}
