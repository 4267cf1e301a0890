/** Temporary branches (临时党支部): proposed, approved, and gone by themselves. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type TemporaryBranch } from '../mobilisations.contract.ts'
import { branchDecisionNames, branchStateNames, seatNames } from '../mobilisations.words.ts'
import { BranchDialog, ProposeDialog, type BranchVerb } from './BranchDialogs.tsx'

const verbNames: Record<BranchVerb, string> = { approveBranch: '批准', declineBranch: '不批', extendBranch: '延期', appoint: '任命' }
const verbs = Object.keys(verbNames) as BranchVerb[]

export function BranchesPage() {
  const all = useRead(endpoints.branches, {})
  const [asked, setAsked] = useState<'propose' | { verb: BranchVerb; branch: TemporaryBranch } | null>(null)
  const dismissing = useWrite(endpoints.dismiss)
  const close = () => setAsked(null)
  const columns: readonly Column<TemporaryBranch>[] = [
    { key: 'name', title: '临时党支部', show: ({ name, parentName, unitName }) => `${name}（${unitName}，上级${parentName}）` },
    { key: 'task', title: '做什么', show: ({ task }) => task },
    {
      key: 'state',
      title: '现在',
      tight: true,
      show: ({ state, reason }) => `${branchStateNames[state]}${reason ? `：${reason}` : ''}`,
    },
    { key: 'endsOn', title: '到哪天前', tight: true, show: ({ endsOn }) => showDay(endsOn) },
    {
      key: 'decisions',
      title: '决定',
      show: ({ decisions }) =>
        decisions.map(({ id, kind, number, decidedOn, deciderName, endsOn }) => (
          <div key={id}>
            {showDay(decidedOn)}，{deciderName ?? '上级'}
            {branchDecisionNames[kind]}
            {number && `（${number}）`}
            {endsOn && `，到${showDay(endsOn)}前`}
          </div>
        )),
    },
    {
      key: 'seats',
      title: '班子',
      show: ({ id, seats, allowedActions }) =>
        seats.map(seat => (
          <div key={seat.id}>
            {seatNames[seat.role]}
            {seat.name}
            {allowedActions.includes('dismiss') && (
              <Button
                type="link"
                size="small"
                aria-label={`免去：${seat.name}`}
                onClick={() => dismissing.mutate({ params: { branchId: id, seatId: seat.id } })}
              >
                免去
              </Button>
            )}
          </div>
        )),
    },
    {
      key: 'does',
      title: '操作',
      does: true,
      show: branch =>
        verbs
          .filter(verb => branch.allowedActions.includes(verb))
          .map(verb => (
            <Button
              key={verb}
              type="link"
              size="small"
              aria-label={`${verbNames[verb]}：${branch.name}`}
              onClick={() => setAsked({ verb, branch })}
            >
              {verbNames[verb]}
            </Button>
          )),
    },
  ]
  return (
    <Page title="临时党支部" crumbs={[<Link to="/mobilisations">动员</Link>]}>
      <section className="panel" aria-label="临时党支部">
        <p className="note plain">党员组织关系不转入，不发展党员、不收党费、不作处分。到期自行撤销。</p>
        <ProblemAlert problem={dismissing.error} />
        <Reading of={all}>
          {({ items, allowedActions }) => (
            <DataTable
              name="临时党支部"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              heading={<h2>历次申请</h2>}
              tools={
                allowedActions.includes('proposeBranch') && (
                  <Button type="primary" onClick={() => setAsked('propose')}>
                    申请成立
                  </Button>
                )
              }
              onRefresh={() => void all.refetch()}
              empty={<Empty why="没有申请过" todo="有任务时由书记申请，上级党委批准。" />}
            />
          )}
        </Reading>
      </section>
      {asked === 'propose' && <ProposeDialog onClose={close} />}
      {asked !== null && asked !== 'propose' && <BranchDialog {...asked} onClose={close} />}
    </Page>
  )
}
