/** Entering a work plan (录计划): aspects, their goals, and for each what counts its course and which figure it stands under. */
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import type { Problem } from '#platform/shared/problem.ts'
import { useWrite } from '#platform/web/api-client.ts'
import { Field, showFieldErrors } from '#platform/web/fields.tsx'
import { LeaveWarning } from '#platform/web/LeaveWarning.tsx'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { endpoints } from '../plans.contract.ts'
import { GoalFieldset } from './GoalFieldset.tsx'
import { aBlankGoal, toPlanBody, type PlanValues } from './plan-values.ts'

export function NewPlanPage() {
  const account = useMyAccount()
  return (
    <Page title="录计划" crumbs={[<Link to="/plans">工作计划</Link>]}>
      {account.data && <PlanForm unitId={account.data.posts[0]?.unitId} />}
    </Page>
  )
}

function PlanForm({ unitId }: { unitId: string | undefined }) {
  const [form] = Form.useForm<PlanValues>()
  const navigate = useNavigate()
  const creating = useWrite(endpoints.create)
  const [touched, setTouched] = useState(false)
  const [rest, setRest] = useState<string[]>([])
  const save = (values: PlanValues) =>
    creating.mutate(
      { body: toPlanBody(values) },
      {
        onSuccess: ({ id }) => {
          setTouched(false)
          void navigate({ to: '/plans', search: { planId: id } })
        },
        onError: (problem: Problem) => setRest(showFieldErrors(form, problem)),
      },
    )
  return (
    <section className="panel" aria-label="计划内容">
      <LeaveWarning when={touched && !creating.isPending} />
      <ProblemAlert problem={creating.error && creating.error.errors.length === 0 ? creating.error : null} rest={rest} />
      <Form<PlanValues>
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={{ ...(unitId && { unitId }), aspects: [{ name: '', goals: [aBlankGoal] }] }}
        onValuesChange={() => setTouched(true)}
        onFinish={() => save(form.getFieldsValue(true) as PlanValues)}
      >
        <Field name="name" label="计划名称" required hint="例如：三年行动计划（2024—2026年）。">
          <Input maxLength={80} />
        </Field>
        <Field name="unitId" label="哪个单位的计划" required>
          <UnitSelect allowClear={false} />
        </Field>
        <Field name="from" label="从哪天起" required>
          <Input type="date" />
        </Field>
        <Field name="to" label="到哪天止" required>
          <Input type="date" />
        </Field>
        <Aspects />
        <div className="buttons">
          <Button type="primary" htmlType="submit" loading={creating.isPending}>
            保存计划
          </Button>
        </div>
      </Form>
    </section>
  )
}

const Aspects = () => (
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
