/** Changing a work plan (改计划): a draft as one likes, an adopted one with a reason. What a colleague saved meanwhile is put beside it. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { problems as common, type Problem } from '#platform/shared/problem.ts'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { Field, showFieldErrors } from '#platform/web/fields.tsx'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { useUnsaved } from '#platform/web/unsaved.ts'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Plan } from '../plans.contract.ts'
import { toPlanChange, valuesOf, type PlanValues } from './plan-values.ts'
import { PlanConflict } from './PlanConflict.tsx'
import { PlanForm } from './PlanForm.tsx'

const route = getRouteApi('/plans/$planId/edit')
const canChange = ({ allowedActions }: Plan) => allowedActions.includes('edit') || allowedActions.includes('revise')

export function EditPlanPage() {
  const { planId } = route.useParams()
  const plan = useRead(endpoints.get, { params: { planId } })
  const [round, setRound] = useState(0)
  return (
    <Page title="改计划" crumbs={[<Link to="/plans">工作计划</Link>]}>
      <Reading of={plan} lines={10}>
        {found =>
          canChange(found) ? (
            <EditPlan key={round} found={found} onReread={() => setRound(round + 1)} />
          ) : (
            <Empty why="这个计划不归您改" todo="请找计划那个单位的办公室。" />
          )
        }
      </Reading>
    </Page>
  )
}

/** Keeps the version that was opened, whatever is read again meanwhile. */
function EditPlan({ found, onReread }: { found: Plan; onReread(): void }) {
  const [plan] = useState(found)
  const [form] = Form.useForm<PlanValues>()
  const navigate = useNavigate()
  const editing = useWrite(endpoints.edit)
  const revising = useWrite(endpoints.revise)
  const unsaved = useUnsaved()
  const [rest, setRest] = useState<string[]>([])
  const isAdopted = plan.adoptedOn !== null
  const writing = isAdopted ? revising : editing
  const save = (values: PlanValues, version = plan.version) => {
    const done = {
      onSuccess: () => {
        unsaved.saved()
        void navigate({ to: '/plans', search: { planId: plan.id } })
      },
      onError: (problem: Problem) => setRest(showFieldErrors(form, problem)),
    }
    const input = { params: { planId: plan.id }, ifMatch: version }
    if (isAdopted) revising.mutate({ ...input, body: { ...toPlanChange(values), reason: values.reason ?? '' } }, done)
    else editing.mutate({ ...input, body: toPlanChange(values) }, done)
  }
  const mine = () => form.getFieldsValue(true) as PlanValues
  const isEdited = writing.error?.kind.type === common.editedMeanwhile.type
  return (
    <>
      <PlanForm
        form={form}
        initial={valuesOf(plan)}
        isAdopted={isAdopted}
        unsaved={unsaved}
        isSaving={writing.isPending}
        onSave={values => save(values)}
        verb={isAdopted ? '保存修订' : '保存草稿'}
        above={
          <ProblemAlert problem={writing.error && writing.error.errors.length === 0 && !isEdited ? writing.error : null} rest={rest} />
        }
      >
        {isAdopted && (
          <Field name="reason" label="为什么改" required hint="计划已经定了。理由和原来的内容会公开。">
            <Input.TextArea rows={3} maxLength={200} />
          </Field>
        )}
      </PlanForm>
      {isEdited && (
        <PlanConflict
          planId={plan.id}
          mine={mine()}
          onKeepMine={version => save(mine(), version)}
          onTakeTheirs={onReread}
          onClose={() => writing.reset()}
        />
      )}
    </>
  )
}
