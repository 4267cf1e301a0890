/** Volunteer teams (志愿队): by name, with who leads them. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { call, useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Page } from '#platform/web/Page.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Team, type TeamFields } from '../volunteering.contract.ts'
import { organisers } from './organisers.ts'

const route = getRouteApi('/volunteering/teams')
const fields: readonly QueryField[] = [{ name: 'below', label: '哪个单元', field: <UnitSelect /> }]

export function TeamsPage() {
  const filters = route.useSearch()
  const navigate = route.useNavigate()
  const teams = useRead(endpoints.teams, { query: filters })
  const [asking, setAsking] = useState<Team | 'new' | null>(null)
  const mayCreate = useHoldsAny(organisers)
  const columns: readonly Column<Team>[] = [
    { key: 'name', title: '队名', show: ({ name }) => <b>{name}</b> },
    { key: 'unit', title: '单元', show: ({ unitName }) => unitName },
    { key: 'leader', title: '队长', tight: true, show: ({ leaderName }) => leaderName ?? '没有登记，或不归您看' },
    { key: 'founded', title: '成立', tight: true, show: ({ foundedOn }) => (foundedOn === null ? '没有写' : showDay(foundedOn)) },
    { key: 'state', title: '情况', tight: true, show: ({ closedOn }) => (closedOn === null ? '在活动' : `${showDay(closedOn)}解散`) },
    {
      key: 'does',
      title: '操作',
      does: true,
      show: team => team.allowedActions.includes('editTeam') && <Button onClick={() => setAsking(team)}>修改{team.name}</Button>,
    },
  ]
  return (
    <Page title="志愿队" crumbs={[<Link to="/volunteering">志愿服务</Link>]}>
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="志愿队">
        <Reading of={teams} lines={10}>
          {({ items }) => (
            <DataTable
              name="志愿队"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              heading={<h2>按队名排</h2>}
              tools={
                mayCreate && (
                  <Button type="primary" onClick={() => setAsking('new')}>
                    新建一支队
                  </Button>
                )
              }
              onRefresh={() => void teams.refetch()}
              empty={<Empty why="这里还没有志愿队" todo="点“新建一支队”。" />}
            />
          )}
        </Reading>
      </section>
      {asking !== null && <TeamDialog team={asking === 'new' ? null : asking} onClose={() => setAsking(null)} />}
    </Page>
  )
}

type Values = Partial<TeamFields>
const bodyOf = ({ unitId, name, leaderId, foundedOn, closedOn }: Values): TeamFields => ({
  unitId: unitId ?? '',
  name: name ?? '',
  leaderId: leaderId ?? null,
  foundedOn: foundedOn || null,
  closedOn: closedOn || null,
})

function TeamDialog({ team, onClose }: { team: Team | null; onClose(): void }) {
  const children = (
    <>
      <Field name="unitId" label="哪个单元的队" required>
        <UnitSelect />
      </Field>
      <Field name="name" label="队名" required>
        <Input maxLength={40} />
      </Field>
      <Field name="leaderId" label="队长" hint="没有职务也行。队长能办自己队的活动。">
        <PersonSelect allowClear />
      </Field>
      <Field name="foundedOn" label="哪天成立">
        <Input type="date" />
      </Field>
      {team && (
        <Field name="closedOn" label="哪天解散">
          <Input type="date" />
        </Field>
      )}
    </>
  )
  if (team === null)
    return (
      <FormDialog<typeof endpoints.createTeam, Values>
        title="新建一支队"
        verb="新建"
        endpoint={endpoints.createTeam}
        input={values => ({ body: bodyOf(values) })}
        onClose={onClose}
      >
        {children}
      </FormDialog>
    )
  return (
    <FormDialog<typeof endpoints.editTeam, Values>
      title={`修改${team.name}`}
      verb="保存"
      endpoint={endpoints.editTeam}
      input={values => ({ params: { teamId: team.id }, body: bodyOf(values) })}
      initial={bodyOf(team)}
      versioned={{
        version: team.version,
        read: async () => {
          const now = (await call(endpoints.teams, { query: {} })).items.find(({ id }) => id === team.id) ?? team
          return { version: now.version, values: bodyOf(now) }
        },
        labels: { name: '队名', foundedOn: '哪天成立', closedOn: '哪天解散' },
      }}
      onClose={onClose}
    >
      {children}
    </FormDialog>
  )
}
