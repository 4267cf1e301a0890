/** The lists of important matters (重要事权清单): the town's and the villages' own, with their versions. */
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type MatterListSummary } from '../matters.contract.ts'
import { stateNames } from '../matters.words.ts'

const columns: readonly Column<MatterListSummary>[] = [
  {
    key: 'unit',
    title: '哪里的',
    show: ({ id, unitName, number }) => (
      <Link to="/matter-lists/$listId" params={{ listId: id }}>
        {unitName}第{number}版
      </Link>
    ),
  },
  {
    key: 'state',
    title: '到了哪一步',
    tight: true,
    show: ({ state, seeded }) => `${stateNames[state]}${seeded ? '（范本，还没改过）' : ''}`,
  },
  { key: 'entries', title: '几项', tight: true, right: true, show: ({ entries }) => entries },
  { key: 'from', title: '从哪天起', tight: true, show: ({ inForceOn }) => (inForceOn ? showDay(inForceOn) : '还没有施行') },
  { key: 'to', title: '到哪天', tight: true, show: ({ supersededOn }) => (supersededOn ? showDay(supersededOn) : '') },
]

type From = 'defaults' | 'current' | 'nothing'

export function MatterListsPage() {
  const lists = useRead(endpoints.lists, { query: {} })
  const [creating, setCreating] = useState(false)
  const mayCreate = useHoldsAny(['townClerk', 'villageSecretary', 'villageClerk'])
  const navigate = useNavigate()
  return (
    <Page title="重要事权清单" actions={<Button href="/matters">居民看到的</Button>}>
      <section className="panel" aria-label="重要事权清单">
        <Reading of={lists}>
          {({ items }) => (
            <DataTable
              name="重要事权清单"
              columns={columns}
              rows={items}
              keyOf={({ id }) => id}
              heading={<h2>各版清单</h2>}
              tools={
                mayCreate && (
                  <Button type="primary" onClick={() => setCreating(true)}>
                    新起一版
                  </Button>
                )
              }
              onRefresh={() => void lists.refetch()}
              empty={<Empty why="还没有清单" todo="点“新起一版”，可以从范本开始。" />}
            />
          )}
        </Reading>
      </section>
      {creating && (
        <FormDialog<typeof endpoints.create, { unitId: string; from: From }>
          title="新起一版"
          verb="新起"
          endpoint={endpoints.create}
          input={body => ({ body })}
          initial={{ from: 'current' }}
          onClose={() => setCreating(false)}
          onDone={({ id }) => void navigate({ to: '/matter-lists/$listId', params: { listId: id } })}
        >
          <Field name="unitId" label="哪里的清单" required hint="村（社区）的清单只写和镇里不同的，只能更严。">
            <UnitSelect kinds={['town', 'village', 'community']} />
          </Field>
          <Field name="from" label="从什么开始" required>
            <Radio.Group
              options={[
                { value: 'current', label: '现行的清单' },
                { value: 'defaults', label: '17项范本' },
                { value: 'nothing', label: '空白' },
              ]}
            />
          </Field>
        </FormDialog>
      )}
    </Page>
  )
}
