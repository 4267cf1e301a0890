/** Work plans (工作计划): aspects, goals and items, each with how far it is by its records. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { figureById } from '#features/reports/reports.figures.contract.ts'
import { useRead } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showDay } from '#platform/web/format.ts'
import { Lamp } from '#platform/web/Lamp.tsx'
import { Page } from '#platform/web/Page.tsx'
import { QueryForm } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Plan, type PlanGoal, type PlanItem } from '../plans.contract.ts'
import { AdoptDialog, Revisions, Standing } from './PlanStanding.tsx'
import { localToday } from '#platform/web/local-time.ts'

const route = getRouteApi('/plans')
type Asking = { verb: 'accept' | 'drop'; item: PlanItem } | { verb: 'adopt' } | null

export function PlansPage() {
  const { planId } = route.useSearch()
  const navigate = route.useNavigate()
  const plans = useRead(endpoints.list, {})
  const chosen = planId ?? plans.data?.items[0]?.id
  return (
    <Page
      title="工作计划"
      actions={
        plans.data?.allowedActions.includes('create') && (
          <ButtonLink to="/plans/new" type="primary">
            录计划
          </ButtonLink>
        )
      }
    >
      <Reading of={plans}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty why="还没有计划" todo="镇和村（社区）的办公室可以录计划。" />
          ) : (
            <QueryForm
              fields={[
                {
                  name: 'planId',
                  label: '计划',
                  field: (
                    <Select
                      options={items.map(({ id, name, adoptedOn }) => ({
                        value: id,
                        label: adoptedOn === null ? `${name}（草稿）` : name,
                      }))}
                    />
                  ),
                },
              ]}
              value={{ planId: chosen } as { planId?: string }}
              onSearch={(search: { planId?: string }) => void navigate({ search })}
            />
          )
        }
      </Reading>
      {chosen && <PlanShown planId={chosen} />}
    </Page>
  )
}

function PlanShown({ planId }: { planId: string }) {
  const plan = useRead(endpoints.get, { params: { planId } })
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  return (
    <Reading of={plan} lines={10}>
      {found => (
        <>
          <Standing plan={found} onAdopt={() => setAsking({ verb: 'adopt' })} />
          {found.aspects.map(aspect => (
            <Aspect key={aspect.id} aspect={aspect} plan={found} onAsk={setAsking} />
          ))}
          <Revisions of={found.revisions} />
          {asking?.verb === 'adopt' && <AdoptDialog plan={found} onClose={close} />}
          {asking?.verb === 'accept' && (
            <FormDialog<typeof endpoints.accept, { doneOn: string }>
              title={`验收：${asking.item.name}`}
              verb="验收"
              endpoint={endpoints.accept}
              input={body => ({ params: { itemId: asking.item.id }, body })}
              initial={{ doneOn: localToday() }}
              onClose={close}
            >
              <Field name="doneOn" label="哪一天做好的" required>
                <Input type="date" />
              </Field>
            </FormDialog>
          )}
          {asking?.verb === 'drop' && (
            <FormDialog<typeof endpoints.drop, { reason: string }>
              title={`不再做：${asking.item.name}`}
              verb="不再做"
              refusing
              endpoint={endpoints.drop}
              input={body => ({ params: { itemId: asking.item.id }, body })}
              onClose={close}
            >
              <Field name="reason" label="为什么" required hint="会公开在计划里。">
                <Input.TextArea rows={3} maxLength={200} />
              </Field>
            </FormDialog>
          )}
        </>
      )}
    </Reading>
  )
}

const goalColumns = (plan: Plan): readonly Column<PlanGoal>[] => [
  { key: 'name', title: '目标', show: ({ name }) => <b>{name}</b> },
  {
    key: 'target',
    title: '要多少',
    tight: true,
    right: true,
    show: ({ target, measure }) => (target === null ? '—' : `${target}${measure}`),
  },
  { key: 'course', title: '做到哪里', tight: true, right: true, show: goal => <Course goal={goal} plan={plan} /> },
  { key: 'due', title: '到期', tight: true, show: ({ dueOn }) => showDay(dueOn) },
  { key: 'figure', title: '报告里的数字', tight: true, extra: true, show: ({ figure }) => figureById.get(figure ?? '')?.title ?? '没有' },
]

/** What an indicator counts opens to its records, over the same days; items stand below, by goal. */
function Course({ goal: { name, course, indicator, items }, plan: { unitId, from, to } }: { goal: PlanGoal; plan: Plan }) {
  const today = localToday()
  if (indicator === null || items.length > 0 || !/^\d/u.test(course)) return course
  return (
    <Link to="/indicators" search={{ id: indicator, unitId, from, to: to < today ? to : today }} aria-label={`${name}：${course}`}>
      {course}
    </Link>
  )
}

interface AspectProps {
  aspect: Plan['aspects'][number]
  plan: Plan
  onAsk(asking: Asking): void
}

const Aspect = ({ aspect, plan, onAsk }: AspectProps) => (
  <section className="panel" aria-label={aspect.name}>
    <DataTable
      name={`${aspect.name}的目标`}
      columns={goalColumns(plan)}
      rows={aspect.goals}
      keyOf={({ id }) => id}
      heading={<h2>{aspect.name}</h2>}
      empty={<Empty why="没有目标" todo="一个方面至少要有一个目标。" />}
    />
    {aspect.goals
      .filter(({ items }) => items.length > 0)
      .map(({ id, name, items }) => (
        <details key={id}>
          <summary>
            {name}：看{items.length}个事项
          </summary>
          <DataTable name={`${name}的事项`} columns={itemColumns(onAsk)} rows={items} keyOf={each => each.id} empty={null} />
        </details>
      ))}
  </section>
)

const lampNames: Record<PlanItem['lamp'], string> = { ok: '正常', soon: '临期', late: '逾期', done: '已验收', dropped: '不再做' }

const itemColumns = (onAsk: (asking: Asking) => void): readonly Column<PlanItem>[] => [
  {
    key: 'lamp',
    title: '灯',
    tight: true,
    show: ({ lamp }) => <Lamp kind={lamp === 'dropped' ? 'paused' : lamp} text={lampNames[lamp]} />,
  },
  { key: 'name', title: '事项', show: ({ name }) => name },
  { key: 'unit', title: '单位', show: ({ unitName }) => unitName },
  { key: 'due', title: '到期', tight: true, show: ({ dueOn }) => showDay(dueOn) },
  {
    key: 'outcome',
    title: '结果',
    show: ({ doneOn, acceptedByName, droppedReason }) =>
      droppedReason ?? (doneOn ? `${showDay(doneOn)}，${acceptedByName ?? '办公室'}验收` : '还没有验收'),
  },
  {
    key: 'does',
    title: '操作',
    does: true,
    show: item => (
      <span className="row">
        {item.allowedActions.includes('accept') && (
          <Button type="link" size="small" aria-label={`验收：${item.name}`} onClick={() => onAsk({ verb: 'accept', item })}>
            验收
          </Button>
        )}
        {item.allowedActions.includes('drop') && (
          <Button type="link" size="small" aria-label={`不再做：${item.name}`} onClick={() => onAsk({ verb: 'drop', item })}>
            不再做
          </Button>
        )}
      </span>
    ),
  },
]
