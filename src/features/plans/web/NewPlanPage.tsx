/** Entering a work plan (录计划): aspects, their goals, and for each what counts its course and which figure it stands under. */
import { Link, useNavigate } from '@tanstack/react-router'
import { Form } from 'antd'
import { useState } from 'react'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import type { Problem } from '#platform/shared/problem.ts'
import { useWrite } from '#platform/web/api-client.ts'
import { showFieldErrors } from '#platform/web/fields.tsx'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { useUnsaved } from '#platform/web/unsaved.ts'
import { endpoints } from '../plans.contract.ts'
import { aBlankGoal, toPlanBody, type PlanValues } from './plan-values.ts'
import { PlanForm } from './PlanForm.tsx'

export function NewPlanPage() {
  const account = useMyAccount()
  return (
    <Page title="录计划" crumbs={[<Link to="/plans">工作计划</Link>]}>
      {account.data && <NewPlan unitId={account.data.posts[0]?.unitId} />}
    </Page>
  )
}

function NewPlan({ unitId }: { unitId: string | undefined }) {
  const [form] = Form.useForm<PlanValues>()
  const navigate = useNavigate()
  const creating = useWrite(endpoints.create)
  const unsaved = useUnsaved()
  const [rest, setRest] = useState<string[]>([])
  const save = (values: PlanValues) =>
    creating.mutate(
      { body: toPlanBody(values) },
      {
        onSuccess: ({ id }) => {
          unsaved.saved()
          void navigate({ to: '/plans', search: { planId: id } })
        },
        onError: (problem: Problem) => setRest(showFieldErrors(form, problem)),
      },
    )
  return (
    <PlanForm
      form={form}
      isNew
      initial={{ ...(unitId && { unitId }), aspects: [{ name: '', goals: [aBlankGoal] }] }}
      unsaved={unsaved}
      isSaving={creating.isPending}
      onSave={save}
      verb="保存计划"
      above={<ProblemAlert problem={creating.error && creating.error.errors.length === 0 ? creating.error : null} rest={rest} />}
    />
  )
}
