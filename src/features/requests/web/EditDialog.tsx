/** Changing the wording of a case (改标题类别); two may edit it at once. */
import { Checkbox, Form, Input } from 'antd'
import { call, useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type RequestDetail } from '../requests.contract.ts'
import { CategorySelect } from './CategorySelect.tsx'

interface Wording {
  title: string
  categoryId: string | null
  publicLine: string | null
  outsideNumber: string | null
  apart?: boolean
}

const wordingOf = ({ title, categoryId, publicLine, outsideNumber }: RequestDetail): Wording => ({
  title,
  categoryId,
  publicLine,
  outsideNumber,
})

export function EditDialog({ request, onClose }: { request: RequestDetail; onClose(): void }) {
  const categories = useRead(endpoints.categories, {})
  const params = { requestId: request.id }
  const fromHotline = request.channel === 'hotline'
  const kept = request.categoryId && { id: request.categoryId, name: request.categoryName ?? '原类别' }
  return (
    <FormDialog<typeof endpoints.edit, Wording>
      title="改标题类别"
      verb="保存"
      endpoint={endpoints.edit}
      input={({ title, categoryId, publicLine, outsideNumber, apart }) => ({
        params,
        body: {
          title,
          categoryId: categoryId ?? null,
          publicLine: publicLine || null,
          ...(fromHotline && { outsideNumber: outsideNumber ?? undefined, apart }),
        },
      })}
      initial={wordingOf(request)}
      versioned={{
        version: request.version,
        read: async () => {
          const now = await call(endpoints.get, { params })
          return { version: now.version, values: wordingOf(now) }
        },
        labels: {
          title: '标题',
          categoryId: '类别',
          ...(request.publicAgreed && { publicLine: '公开的一句话' }),
          ...(fromHotline && { outsideNumber: '热线编号' }),
        },
        show: (field, value) =>
          field === 'categoryId'
            ? (categories.data?.items.find(({ id }) => id === value)?.name ?? (kept && kept.id === value ? kept.name : '还没定'))
            : undefined,
      }}
      onClose={onClose}
    >
      <Field name="title" label="标题" required hint="一句话说清什么事，不写人名和电话。">
        <Input maxLength={40} showCount />
      </Field>
      <Field name="categoryId" label="类别">
        <CategorySelect {...(kept && { kept })} />
      </Field>
      {request.publicAgreed && (
        <Field name="publicLine" label="公开的一句话">
          <Input maxLength={80} showCount />
        </Field>
      )}
      {fromHotline && (
        <>
          <Field name="outsideNumber" label="热线编号" required>
            <Input maxLength={40} autoComplete="off" />
          </Field>
          <Form.Item name="apart" valuePropName="checked">
            <Checkbox>这张热线工单里另有一件，已分开登记</Checkbox>
          </Form.Item>
        </>
      )}
    </FormDialog>
  )
}
