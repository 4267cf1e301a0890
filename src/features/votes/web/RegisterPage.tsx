/** Registers of the eligible (表决权名册): one body's list for one kind of meeting. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { QueryForm } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, RegisterBody, type Voter } from '../votes.contract.ts'
import { standingNames } from '../votes.words.ts'
import { VoterDialog } from './VoterDialog.tsx'

const route = getRouteApi('/voting-registers')

export function RegisterPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const hosts = useRead(endpoints.hosts, {})
  const { bodyId, decidingBody } = search
  return (
    <Page
      title="表决权名册"
      crumbs={[
        <Link key="all" to="/votes">
          会议与表决
        </Link>,
      ]}
    >
      <QueryForm
        fields={[
          {
            name: 'bodyId',
            label: '组织',
            field: (
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                placeholder="输入名称可查找"
                options={hosts.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
              />
            ),
          },
          {
            name: 'decidingBody',
            label: '会议',
            field: <Select placeholder="请选" options={RegisterBody.options.map(value => ({ value, label: bodyNames[value] }))} />,
          },
        ]}
        value={search}
        onSearch={next => void navigate({ search: next })}
      />
      {bodyId && decidingBody ? (
        <Register bodyId={bodyId} decidingBody={decidingBody} />
      ) : (
        <section className="panel" aria-label="名册">
          <Empty why="还没有选名册" todo="请先选组织和会议，再点“查询”。" />
        </section>
      )}
    </Page>
  )
}

function Register({ bodyId, decidingBody }: { bodyId: string; decidingBody: RegisterBody }) {
  const register = useRead(endpoints.register, { params: { bodyId, decidingBody }, query: {} })
  const [asking, setAsking] = useState<'add' | Voter | null>(null)
  const columns: readonly Column<Voter>[] = [
    { key: 'code', title: '编号', tight: true, show: ({ code }) => code },
    { key: 'name', title: '姓名', show: ({ name, represents }) => (represents ? `${name}（户代表）` : name) },
    { key: 'household', title: '户号', tight: true, show: ({ householdKey }) => householdKey || '没有写' },
    {
      key: 'standing',
      title: '表决权',
      show: ({ standing, standingReason }) =>
        standingReason === null ? standingNames[standing] : `${standingNames[standing]}：${standingReason}`,
    },
    {
      key: 'from',
      title: '起止',
      tight: true,
      show: ({ from, to }) => (to === null ? `${showDay(from)}起` : `${showDay(from)}到${showDay(to)}`),
    },
    {
      key: 'does',
      title: '操作',
      does: true,
      show: voter =>
        voter.allowedActions.includes('changeVoter') && (
          <Button type="link" size="small" aria-label={`改：${voter.name}`} onClick={() => setAsking(voter)}>
            改
          </Button>
        ),
    },
  ]
  return (
    <section className="panel" aria-label="名册">
      <Reading of={register} lines={8}>
        {({ items, households, allowedActions }) => (
          <>
            <DataTable
              name="表决权名册"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              heading={
                <h2>
                  {bodyNames[decidingBody]}：{items.length}人，{households}户
                </h2>
              }
              tools={
                allowedActions.includes('enterVoter') && (
                  <Button type="primary" onClick={() => setAsking('add')}>
                    加一个人
                  </Button>
                )
              }
              onRefresh={() => void register.refetch()}
              empty={<Empty why="名册上还没有人" todo="请点“加一个人”，或者在“导入导出”里整张导入。" />}
            />
            {asking && (
              <VoterDialog place={{ bodyId, decidingBody }} voter={asking === 'add' ? null : asking} onClose={() => setAsking(null)} />
            )}
          </>
        )}
      </Reading>
    </section>
  )
}
