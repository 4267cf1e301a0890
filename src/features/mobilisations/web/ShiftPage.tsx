/** One shift (一个班次): who stands there. Kept by the office; without a photo, a place or a device. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showInstant } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints } from '../mobilisations.contract.ts'
import { rosterNames } from '../mobilisations.words.ts'

const route = getRouteApi('/mobilisations/shifts/$shiftId')
type Roster = OutputOf<typeof endpoints.roster>
type Line = Roster['items'][number]

export function ShiftPage() {
  const { shiftId } = route.useParams()
  const roster = useRead(endpoints.roster, { params: { shiftId } })
  const shift = roster.data?.shift
  return (
    <Page title={shift ? `${shift.unitName}${shift.place}` : '班次'} crumbs={[<Link to="/mobilisations">动员</Link>]}>
      <Reading of={roster} lines={8}>
        {value => <People value={value} onRefresh={() => void roster.refetch()} />}
      </Reading>
    </Page>
  )
}

function People({ value: { shift, items }, onRefresh }: { value: Roster; onRefresh(): void }) {
  const [adding, setAdding] = useState(false)
  const confirming = useWrite(endpoints.confirm)
  const withdrawing = useWrite(endpoints.withdraw)
  const mayAssign = shift.allowedActions.includes('assign')
  const columns: readonly Column<Line>[] = [
    { key: 'name', title: '谁', show: ({ name }) => name ?? '名单已删' },
    { key: 'phone', title: '电话', tight: true, show: ({ phone }) => phone ?? '' },
    { key: 'state', title: '现在', tight: true, show: ({ state }) => rosterNames[state] },
    {
      key: 'does',
      title: '操作',
      does: true,
      show: ({ id, name, state }) => {
        const params = { lineId: id }
        return (
          state === 'planned' && (
            <>
              <Button type="link" size="small" aria-label={`到岗了：${name ?? '名单已删'}`} onClick={() => confirming.mutate({ params })}>
                到岗了
              </Button>
              {mayAssign && (
                <Button type="link" size="small" aria-label={`撤下：${name}`} onClick={() => withdrawing.mutate({ params })}>
                  撤下
                </Button>
              )}
            </>
          )
        )
      },
    },
  ]
  return (
    <section className="panel" aria-label="值守名单">
      <p>
        {showInstant(shift.startsAt)}到{showInstant(shift.endsAt)}，要{shift.needed}人。到岗由另一名工作人员登记，不用拍照。
      </p>
      <ProblemAlert problem={confirming.error ?? withdrawing.error} />
      <DataTable
        name="值守名单"
        columns={columns}
        rows={items}
        keyOf={({ id }) => id}
        heading={<h2>值守名单</h2>}
        tools={
          mayAssign && (
            <Button type="primary" onClick={() => setAdding(true)}>
              安排一个人
            </Button>
          )
        }
        onRefresh={onRefresh}
        empty={<Empty why="还没有人" todo="问过本人愿意，再安排。" />}
      />
      {adding && (
        <FormDialog<typeof endpoints.assign, { personId: string }>
          title="安排一个人"
          verb="安排"
          endpoint={endpoints.assign}
          input={body => ({ params: { shiftId: shift.id }, body })}
          onClose={() => setAdding(false)}
        >
          <Field name="personId" label="谁愿意来" required>
            <PersonSelect />
          </Field>
        </FormDialog>
      )}
    </section>
  )
}
