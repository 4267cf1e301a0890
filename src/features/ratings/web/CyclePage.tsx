/** A branch's cycle (一个支部的评星): where it stands, what comes next, and its members by name. There is no order by stars, and no points. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Lamp } from '#platform/web/Lamp.tsx'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, ShownWhere, type CycleDetail, type RatingCycleState, type CycleStep, type RatedMember } from '../ratings.contract.ts'
import { cycleStateNames, exemptionNames, shownWhereNames, starWords } from '../ratings.words.ts'
import { LeftOut } from './LeftOut.tsx'

const route = getRouteApi('/ratings/cycles/$cycleId')

export function CyclePage() {
  const { cycleId } = route.useParams()
  const cycle = useRead(endpoints.cycle, { params: { cycleId } })
  return (
    <Page
      title={cycle.data ? `${cycle.data.bodyName}${cycle.data.year}年评星` : '支部的评星'}
      crumbs={[<Link to="/ratings">评星定级</Link>]}
      beside={cycle.data && <span className="state">{cycleStateNames[cycle.data.state]}</span>}
    >
      <Reading of={cycle} lines={10}>
        {value => (
          <>
            <Standing cycle={value} />
            <Members cycle={value} onRefresh={() => void cycle.refetch()} />
          </>
        )}
      </Reading>
    </Page>
  )
}

const nextSteps: Partial<Record<RatingCycleState, { step: CycleStep; label: string }>> = {
  draft: { step: 'startSelfCheck', label: '开始自查' },
  selfCheck: { step: 'review', label: '进入支部评议' },
  branchReview: { step: 'show', label: '开始公示' },
  shownInBranch: { step: 'confirm', label: '确认' },
  confirmed: { step: 'notify', label: '告知本人' },
  notified: { step: 'archive', label: '归档' },
}

function Standing({ cycle }: { cycle: CycleDetail }) {
  const advance = useWrite(endpoints.advance)
  const [showing, setShowing] = useState(false)
  const next = cycle.allowedActions.includes('advance') ? nextSteps[cycle.state] : undefined
  const ask = { params: { cycleId: cycle.id }, ifMatch: cycle.version }
  return (
    <section className="panel" aria-label="到哪一步">
      <p>{says(cycle)}</p>
      <p>
        <Link to="/ratings/rules">看规则：{cycle.ruleSetTitle}</Link>
      </p>
      <LeftOut dimensions={cycle.withoutSource} />
      <ProblemAlert problem={advance.error} />
      {next && (
        <Button
          type="primary"
          loading={advance.isPending}
          onClick={() =>
            next.step === 'show' ? setShowing(true) : advance.mutate({ ...ask, body: { step: next.step, shownWhere: null } })
          }
        >
          {next.label}
        </Button>
      )}
      {showing && (
        <FormDialog<typeof endpoints.advance, { shownWhere: ShownWhere }>
          title="支部内公示"
          verb="开始公示"
          endpoint={endpoints.advance}
          input={({ shownWhere }) => ({ ...ask, body: { step: 'show', shownWhere } })}
          onClose={() => setShowing(false)}
        >
          <Field name="shownWhere" label="在哪里公示" required hint="只在支部里，至少5个工作日。不上网，不排名次。">
            <Radio.Group vertical options={ShownWhere.options.map(value => ({ value, label: shownWhereNames[value] }))} />
          </Field>
        </FormDialog>
      )}
    </section>
  )
}

function says({ state, selfCheckUntil, shownUntil, pausedOn, appealUntil }: CycleDetail): string {
  if (state === 'draft') return '名单和事实已从记录里取好。'
  if (state === 'selfCheck') return `本人自查到${showDay(selfCheckUntil)}为止。`
  if (state === 'branchReview') return '自查完了，请逐个定星。'
  if (state === 'shownInBranch') return `公示到${showDay(shownUntil)}为止。`
  if (state === 'objections') return `有人提了异议，公示从${showDay(pausedOn)}起暂停，答复完再接着算。`
  if (state === 'confirmed') return '公示期满，已经确认。'
  if (state === 'archived') return '已归档。'
  return `本人申诉到${showDay(appealUntil)}为止。`
}

function Members({ cycle, onRefresh }: { cycle: CycleDetail; onRefresh(): void }) {
  const columns: readonly Column<RatedMember>[] = [
    {
      key: 'name',
      title: '姓名',
      tight: true,
      show: ({ id, name }) => (
        <Link to="/ratings/$ratingId" params={{ ratingId: id }}>
          {name}
        </Link>
      ),
    },
    { key: 'star', title: '星级', show: standing },
    {
      key: 'contests',
      title: '异议',
      tight: true,
      show: ({ openContests }) => (openContests === 0 ? '没有' : <Lamp kind="waiting" text={`${openContests}条等答复`} />),
    },
  ]
  return (
    <section className="panel" aria-label="党员">
      <DataTable
        name="党员"
        columns={columns}
        rows={cycle.members}
        keyOf={({ id }) => id}
        heading={
          <>
            <h2>党员</h2>
            <span className="sub">按姓名排，不是名次。</span>
          </>
        }
        onRefresh={onRefresh}
        empty={<Empty why="支部里还没有党员" todo="先在党籍里登记党员。" />}
      />
    </section>
  )
}

function standing({ exempt, star, awaitsSecond }: RatedMember): string {
  if (exempt !== null) return `不评（${exemptionNames[exempt]}）`
  if (star === null) return '还没有定'
  return awaitsSecond ? `${starWords(star)}，等第二个人定` : starWords(star)
}
