/** Volunteers (志愿者): by name, never by hours; registering at the counter, exclusion, and the guardian of a child. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { phoneReasonNames, PhoneReason } from '#features/people/people.contract.ts'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Volunteer } from '../volunteering.contract.ts'

const route = getRouteApi('/volunteering/volunteers')
const pageSize = 25
const fields: readonly QueryField[] = [
  { name: 'below', label: '所在单元', field: <UnitSelect /> },
  { name: 'q', label: '姓名或拼音', field: <Input maxLength={50} /> },
]

const stateOf = ({ minor, guardianConsentedOn, bannedUntil }: Volunteer) =>
  [
    minor && (guardianConsentedOn === null ? '未满18岁，监护人还没有同意' : '未满18岁，监护人已同意'),
    bannedUntil !== null && `${showDay(bannedUntil)}前不能参加`,
  ]
    .filter(Boolean)
    .join('；')

export function VolunteersPage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const found = useRead(endpoints.volunteers, { query: { ...filters, cursor, limit: pageSize } })
  const [asking, setAsking] = useState<{ what: 'register' | 'ban' | 'guardian'; of: Volunteer | null } | null>(null)
  const paging = cursorPaging(
    `volunteers ${JSON.stringify(filters)}`,
    { cursor, page },
    found.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  const columns: readonly Column<Volunteer>[] = [
    { key: 'name', title: '姓名', tight: true, show: ({ name }) => <b>{name}</b> },
    { key: 'unit', title: '所在单元', show: ({ unitName }) => unitName },
    { key: 'skills', title: '会做什么', show: ({ skills }) => skills || '没有写' },
    { key: 'times', title: '什么时候有空', show: ({ times }) => times || '没有写' },
    { key: 'consented', title: '同意登记', tight: true, show: ({ consentedOn }) => showDay(consentedOn) },
    { key: 'state', title: '情况', show: stateOf },
    {
      key: 'does',
      title: '操作',
      does: true,
      show: of => (
        <span className="row">
          {of.allowedActions.includes('revealGuardian') && (
            <Button onClick={() => setAsking({ what: 'guardian', of })}>看{of.name}的监护人</Button>
          )}
          {of.allowedActions.includes('ban') && (
            <Button danger onClick={() => setAsking({ what: 'ban', of })}>
              {of.bannedUntil === null ? `暂停${of.name}` : `改${of.name}的暂停`}
            </Button>
          )}
        </span>
      ),
    },
  ]
  const close = () => setAsking(null)
  return (
    <Page title="志愿者" crumbs={[<Link to="/volunteering">志愿服务</Link>]}>
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="志愿者">
        <Reading of={found} lines={10}>
          {({ items, total }) => (
            <DataTable
              name="志愿者"
              columns={columns}
              rows={items}
              keyOf={({ personId }) => personId}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>按姓名排</h2>}
              tools={
                <Button type="primary" onClick={() => setAsking({ what: 'register', of: null })}>
                  代为登记
                </Button>
              }
              onRefresh={() => void found.refetch()}
              stale={found.isPlaceholderData}
              empty={<Empty why="没有符合的志愿者" todo="本人同意后，点“代为登记”。" />}
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {asking?.what === 'register' && <RegisterDialog onClose={close} />}
      {asking?.what === 'ban' && asking.of && <BanDialog of={asking.of} onClose={close} />}
      {asking?.what === 'guardian' && asking.of && <GuardianDialog of={asking.of} onClose={close} />}
    </Page>
  )
}

interface RegisterValues {
  personId: string
  consent?: boolean
  skills?: string
  times?: string
  bornOn?: string
  guardianName?: string
}

const RegisterDialog = ({ onClose }: { onClose(): void }) => (
  <FormDialog<typeof endpoints.register, RegisterValues>
    title="代为登记志愿者"
    verb="登记"
    endpoint={endpoints.register}
    input={({ personId, consent, skills = '', times = '', bornOn, guardianName }) => ({
      params: { personId },
      // The server says what is missing when it is not ticked.
      body: { consent: consent as true, skills, times, bornOn: bornOn || null, guardianName: guardianName || null },
    })}
    onClose={onClose}
  >
    <Field name="personId" label="谁" required>
      <PersonSelect />
    </Field>
    <Form.Item name="consent" valuePropName="checked">
      <Checkbox>本人同意记下志愿服务</Checkbox>
    </Form.Item>
    <Field name="skills" label="会做什么">
      <Input maxLength={200} />
    </Field>
    <Field name="times" label="什么时候有空">
      <Input maxLength={200} />
    </Field>
    <Field name="bornOn" label="出生日期" hint="只问未满18岁的。满18岁的请留空；以前写错、其实已满的，写真的那天。">
      <Input type="date" />
    </Field>
    <Field name="guardianName" label="监护人姓名" hint="监护人到场同意才写。封着存。">
      <Input maxLength={50} />
    </Field>
  </FormDialog>
)

const BanDialog = ({ of, onClose }: { of: Volunteer; onClose(): void }) => (
  <FormDialog<typeof endpoints.ban, { until?: string; reason: string }>
    title={`暂停${of.name}`}
    verb="确定"
    refusing
    endpoint={endpoints.ban}
    input={({ until, reason }) => ({ params: { personId: of.personId }, body: { until: until || null, reason } })}
    initial={of.bannedUntil === null ? {} : { until: of.bannedUntil }}
    onClose={onClose}
  >
    <Field name="until" label="到哪一天为止" hint="最多3年。留空就是不再暂停。">
      <Input type="date" />
    </Field>
    <Field name="reason" label="原因" required hint="本人看得到。">
      <Input maxLength={200} />
    </Field>
  </FormDialog>
)

function GuardianDialog({ of, onClose }: { of: Volunteer; onClose(): void }) {
  const opening = useWrite(endpoints.revealGuardian)
  const [reason, setReason] = useState<PhoneReason>('urgent')
  return (
    <section className="panel" aria-labelledby="guardian">
      <h2 id="guardian">{of.name}的监护人</h2>
      <ProblemAlert problem={opening.error} />
      {opening.data ? (
        <p role="status">{opening.data.guardianName}</p>
      ) : (
        <span className="row">
          <Select<PhoneReason>
            aria-label="为什么要看"
            value={reason}
            options={PhoneReason.options.map(value => ({ value, label: phoneReasonNames[value] }))}
            onChange={setReason}
          />
          <Button loading={opening.isPending} onClick={() => opening.mutate({ params: { personId: of.personId }, body: { reason } })}>
            看姓名
          </Button>
        </span>
      )}
      <Button onClick={onClose}>关上</Button>
    </section>
  )
}
