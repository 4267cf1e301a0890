/**
 * Issuing a list (发清单): what it asks, what the system already holds of it, what speaks against it, and what it costs.
 * One cannot issue before one has seen all four. A draft is changed on the same form.
 */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Form, InputNumber, type FormInstance } from 'antd'
import { useState } from 'react'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { addDays } from '#platform/shared/calendar.ts'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { Field, showFieldErrors } from '#platform/web/fields.tsx'
import { LeaveWarning } from '#platform/web/LeaveWarning.tsx'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import type { Template, TemplateFields } from '../duties.contract.ts'
import { endpoints } from '../duties.endpoints.contract.ts'
import { AsksField } from './AsksField.tsx'
import { DraftConflict } from './DraftConflict.tsx'
import { PriceCard } from './PriceCard.tsx'
import { TemplateFieldset, toBody } from './TemplateFieldset.tsx'
import { localToday } from '#platform/web/local-time.ts'
import { useUnsaved } from '#platform/web/unsaved.ts'

type Preview = OutputOf<typeof endpoints.preview>
const crumbs = [<Link to="/duties">工作清单</Link>, <Link to="/duties/templates">清单怎么来的</Link>]

export function IssuePage() {
  const account = useMyAccount()
  return (
    <Page title="发清单" crumbs={crumbs}>
      {account.data && <IssueForm unitId={account.data.posts[0]?.unitId} draft={null} onReread={() => undefined} />}
    </Page>
  )
}

const route = getRouteApi('/duties/templates/$templateId/edit')

export function DraftPage() {
  const { templateId } = route.useParams()
  const templates = useRead(endpoints.templates, {})
  const [round, setRound] = useState(0)
  return (
    <Page title="改草稿" crumbs={crumbs}>
      <Reading of={templates} lines={10}>
        {({ items }) => {
          const draft = items.find(({ id }) => id === templateId)
          if (!draft?.allowedActions.includes('revise')) return <Empty why="没有这张草稿" todo="它可能已经发出，或是别的单位的。" />
          return <DraftForm key={round} found={draft} onReread={() => setRound(round + 1)} />
        }}
      </Reading>
    </Page>
  )
}

/** Keeps the version that was opened, whatever is read again meanwhile. */
function DraftForm({ found, onReread }: { found: Template; onReread(): void }) {
  const [draft] = useState(found)
  return <IssueForm unitId={draft.unitId} draft={draft} onReread={onReread} />
}

const blank = (unitId: string): Partial<TemplateFields> => ({
  unitId,
  frequency: 'monthly',
  binds: 'units',
  kinds: ['community', 'village'],
  dueRule: 'dayOfPeriod',
  dueCount: 31,
  leastRows: 1,
  minutes: 0,
  asks: [],
  from: localToday(),
  to: addDays(localToday(), 365),
})

interface Props {
  unitId: string | undefined
  draft: Template | null
  /** Drops what is written and shows the draft as it stands now. */
  onReread(): void
}

function IssueForm({ unitId, draft, onReread }: Props) {
  const [form] = Form.useForm<TemplateFields>()
  const navigate = useNavigate()
  const [preview, setPreview] = useState<Preview | null>(null)
  const unsaved = useUnsaved()
  const [rest, setRest] = useState<string[]>([])
  const checking = useWrite(endpoints.preview)
  const drafting = useWrite(endpoints.draft)
  const revising = useWrite(endpoints.revise)
  const issuing = useWrite(endpoints.issue)
  const binds = Form.useWatch('binds', form) ?? 'units'
  const fail = (problem: Problem) => setRest(showFieldErrors(form, problem))
  const body = () => toBody(form.getFieldsValue(true) as TemplateFields)
  const leave = () => {
    unsaved.saved()
    void navigate({ to: '/duties/templates' })
  }
  const check = () =>
    checking.mutate(
      { body: body() },
      {
        onSuccess: found => {
          setPreview(found)
          const errors = found.findings.map(({ pointer, detail }) => ({ pointer, detail }))
          forgetErrors(form as FormInstance)
          setRest(errors.length > 0 ? showFieldErrors(form, new Problem(common.invalid, undefined, { errors })) : [])
        },
        onError: fail,
      },
    )
  const save = (onSuccess: (saved: Template) => void, version = draft?.version) =>
    draft && version !== undefined
      ? revising.mutate({ params: { templateId: draft.id }, body: body(), ifMatch: version }, { onSuccess, onError: fail })
      : drafting.mutate({ body: body() }, { onSuccess, onError: fail })
  const issue = () =>
    save(({ id, version }) => issuing.mutate({ params: { templateId: id }, ifMatch: version }, { onSuccess: leave, onError: fail }))
  const isEdited = revising.error?.kind.type === common.editedMeanwhile.type
  const problem = [checking.error, drafting.error, isEdited ? null : revising.error, issuing.error].find(
    error => error && error.errors.length === 0,
  )
  const isSaving = drafting.isPending || revising.isPending || issuing.isPending
  const isSound = preview !== null && preview.findings.length === 0
  return (
    <div className="two">
      <section className="panel" aria-label="清单内容">
        <LeaveWarning when={unsaved.isThereNow} />
        <ProblemAlert problem={problem} rest={[]} />
        <Form<TemplateFields>
          form={form}
          layout="vertical"
          requiredMark="optional"
          initialValues={draft ?? blank(unitId ?? '')}
          onValuesChange={() => {
            unsaved.typed()
            setPreview(null)
          }}
          onFinish={check}
        >
          <TemplateFieldset binds={binds} isDraft={draft !== null} />
          <AsksField form={form} held={preview?.held ?? []} />
          <Field name="minutes" label="每次大约几分钟" required hint="只算要人填的。全由记录了结的写0。">
            <InputNumber min={0} max={10_000} />
          </Field>
          <div className="buttons">
            <Button htmlType="submit" loading={checking.isPending}>
              审一审
            </Button>
            <Button disabled={!isSound} loading={drafting.isPending || revising.isPending} onClick={() => save(leave)}>
              存为草稿
            </Button>
            <Button type="primary" disabled={!isSound || preview.notThereYet !== null} loading={isSaving} onClick={issue}>
              发出
            </Button>
          </div>
        </Form>
      </section>
      <PriceCard preview={preview} rest={rest} />
      {draft && isEdited && (
        <DraftConflict
          templateId={draft.id}
          mine={body()}
          onKeepMine={version => save(leave, version)}
          onTakeTheirs={onReread}
          onClose={() => revising.reset()}
        />
      )}
    </div>
  )
}

/** What the last check said is gone before the next one speaks. */
const forgetErrors = (form: FormInstance) => form.setFields(form.getFieldsError().map(({ name }) => ({ name, errors: [] })))
