/** The form of a work plan (计划表单): for entering one, and for changing one. */
import { Button, Form, Input, type FormInstance } from 'antd'
import type { ReactNode } from 'react'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { Field } from '#platform/web/fields.tsx'
import { LeaveWarning } from '#platform/web/LeaveWarning.tsx'
import type { Unsaved } from '#platform/web/unsaved.ts'
import { GoalFieldset } from './GoalFieldset.tsx'
import { aBlankGoal, type PlanValues } from './plan-values.ts'

interface Props {
  form: FormInstance<PlanValues>
  initial: Partial<PlanValues>
  /** Whose plan it is can be chosen while it is entered alone. */
  isNew?: boolean
  /** Its items are done or dropped, and none is taken out. */
  isAdopted?: boolean
  unsaved: Unsaved
  isSaving: boolean
  onSave(values: PlanValues): void
  verb: string
  /** What is wrong with it, above. */
  above: ReactNode
  children?: ReactNode
}

export const PlanForm = ({ form, initial, isNew = false, isAdopted = false, ...rest }: Props) => (
  <section className="panel" aria-label="计划内容">
    <LeaveWarning when={rest.unsaved.isThereNow} />
    {rest.above}
    <Form<PlanValues>
      form={form}
      layout="vertical"
      requiredMark="optional"
      initialValues={initial}
      onValuesChange={rest.unsaved.typed}
      onFinish={() => rest.onSave(form.getFieldsValue(true) as PlanValues)}
    >
      <Field name="name" label="计划名称" required hint="例如：三年行动计划（2024—2026年）。">
        <Input maxLength={80} />
      </Field>
      {isNew && (
        <Field name="unitId" label="哪个单位的计划" required>
          <UnitSelect allowClear={false} />
        </Field>
      )}
      <Field name="from" label="从哪天起" required>
        <Input type="date" />
      </Field>
      <Field name="to" label="到哪天止" required>
        <Input type="date" />
      </Field>
      <Aspects isAdopted={isAdopted} />
      {rest.children}
      <div className="buttons">
        <Button type="primary" htmlType="submit" loading={rest.isSaving}>
          {rest.verb}
        </Button>
      </div>
    </Form>
  </section>
)

const Aspects = ({ isAdopted }: { isAdopted: boolean }) => (
  <Form.List name="aspects">
    {(aspects, { add, remove }) => (
      <>
        {aspects.map(({ key, name: at }) => (
          <fieldset className="part" key={key}>
            <legend>第{at + 1}个方面</legend>
            <Field name={[at, 'name']} label={`第${at + 1}个方面叫什么`} required>
              <Input maxLength={40} />
            </Field>
            <Form.List name={[at, 'goals']}>
              {(goals, list) => (
                <>
                  {goals.map(({ key: goalKey, name: index }) => (
                    <GoalFieldset
                      key={goalKey}
                      place={{ aspect: at, goal: index }}
                      isAdopted={isAdopted}
                      {...(goals.length > 1 && { onRemove: () => list.remove(index) })}
                    />
                  ))}
                  <div className="buttons">
                    <Button aria-label={`第${at + 1}个方面加一个目标`} onClick={() => list.add(aBlankGoal)}>
                      加一个目标
                    </Button>
                    {aspects.length > 1 && <Button onClick={() => remove(at)}>不要第{at + 1}个方面</Button>}
                  </div>
                </>
              )}
            </Form.List>
          </fieldset>
        ))}
        <Form.Item>
          <Button onClick={() => add({ name: '', goals: [aBlankGoal] })}>加一个方面</Button>
        </Form.Item>
      </>
    )}
  </Form.List>
)
