/** Opening and closing a post, and giving it to someone (设立、撤销岗位，安排任职). */
import { Checkbox, Form, Input, Select } from 'antd'
import { endpoints as bodyEndpoints } from '#features/bodies/bodies.contract.ts'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import type { Role } from '#platform/shared/actor.ts'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showDay } from '#platform/web/format.ts'
import { endpoints, type Post } from '../people.posts.contract.ts'
import { PersonSelect } from './people.widgets.tsx'
import { placeName, roleOptions } from './terms.ts'
import { localToday } from '#platform/web/local-time.ts'

interface OpenPostDialogProps {
  offered: readonly Role[]
  unitId: string | undefined
  onClose(): void
}

interface OpenValues {
  role: Role
  title: string
  unitId: string
  bodyId?: string
  openedOn: string
}

export const OpenPostDialog = ({ offered, unitId, onClose }: OpenPostDialogProps) => (
  <FormDialog<typeof endpoints.openPost, OpenValues>
    title="设立岗位"
    verb="设立"
    endpoint={endpoints.openPost}
    input={({ bodyId, ...values }) => ({ body: { ...values, bodyId: bodyId ?? null } })}
    initial={{ openedOn: localToday(), ...(unitId && { unitId }), ...(offered.length === 1 && { role: offered[0]! }) }}
    onClose={onClose}
  >
    {form => (
      <>
        <Field name="role" label="岗位" required hint="岗位决定能看什么、能办什么。">
          <Select options={roleOptions(offered)} placeholder="请选" />
        </Field>
        <Field name="title" label="职务名称" required hint="居民看得到，例如：书记、办事员、党小组组长。">
          <Input maxLength={40} />
        </Field>
        <Field name="unitId" label="单位" required>
          <UnitSelect allowClear={false} />
        </Field>
        <BodyField unitId={form.getFieldValue('unitId') as string | undefined} />
        <Field name="openedOn" label="哪一天设立" required>
          <Input type="date" />
        </Field>
      </>
    )}
  </FormDialog>
)

/** The bodies that cover the unit chosen. */
function BodyField({ unitId }: { unitId: string | undefined }) {
  const bodies = useRead(bodyEndpoints.list, { query: { unitId, limit: 100 } }, { enabled: unitId !== undefined })
  const options = unitId === undefined ? [] : (bodies.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [])
  return (
    <Field name="bodyId" label="属于哪个组织" hint="没有可以不选。部门的岗位要选部门。">
      <Select showSearch={{ optionFilterProp: 'label' }} options={options} placeholder="先选单位" />
    </Field>
  )
}

export const ClosePostDialog = ({ post, onClose }: { post: Post; onClose(): void }) => (
  <FormDialog<typeof endpoints.closePost, { closedOn: string }>
    title={`撤销岗位：${post.unitName}${post.title}`}
    verb="撤销"
    refusing
    endpoint={endpoints.closePost}
    input={body => ({ params: { postId: post.id }, body, ifMatch: post.version })}
    initial={{ closedOn: localToday() }}
    onClose={onClose}
  >
    <p>有人在岗的，要先结束任职。以前的任职记录留着。</p>
    <Field name="closedOn" label="哪一天起撤销" required hint="今天或以后。">
      <Input type="date" />
    </Field>
  </FormDialog>
)

interface BeginValues {
  personId: string
  from: string
  lastOn?: string
  shown?: boolean
}

export const BeginTermDialog = ({ post, onClose }: { post: Post; onClose(): void }) => (
  <FormDialog<typeof endpoints.beginTerm, BeginValues>
    title={`安排任职：${post.title}`}
    verb="安排"
    endpoint={endpoints.beginTerm}
    input={({ personId, from, lastOn, shown = false }) => ({
      params: { postId: post.id },
      body: { personId, from, lastOn: lastOn || null, shown },
      ifMatch: post.version,
    })}
    initial={{ from: localToday() }}
    onClose={onClose}
  >
    <p>
      {placeName(post)}
      {post.vacantSince && `，空缺从${showDay(post.vacantSince)}起`}
    </p>
    <Field name="personId" label="谁来任职" required hint="不能给自己安排。">
      <PersonSelect />
    </Field>
    <Field name="from" label="从哪一天起" required hint="从这一天零点起，看得到、办得了这个单位的事。">
      <Input type="date" />
    </Field>
    <Field name="lastOn" label="最后一天" hint="没有定就不填。">
      <Input type="date" />
    </Field>
    <Form.Item name="shown" valuePropName="checked" extra="本人同意了才勾选。">
      <Checkbox>姓名向居民公开</Checkbox>
    </Form.Item>
  </FormDialog>
)
