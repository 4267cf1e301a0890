/** Changing the wording of a case (改标题类别). When a colleague saved in between, both versions are shown (412). */
import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { problems } from '#platform/shared/problem.ts'
import { call, useRead, useWrite } from '#platform/web/api-client.ts'
import { ConflictDialog } from '#platform/web/ConflictDialog.tsx'
import { Field, showFieldErrors } from '#platform/web/fields.tsx'
import { LeaveWarning } from '#platform/web/LeaveWarning.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { endpoints, type RequestDetail } from '../requests.contract.ts'
import { CategorySelect } from './CategorySelect.tsx'

interface Wording {
  title: string
  categoryId: string | null
  publicLine: string | null
}

export function EditDialog({ request, onClose }: { request: RequestDetail; onClose(): void }) {
  const [form] = Form.useForm<Wording>()
  const cache = useQueryClient()
  const edit = useWrite(endpoints.edit)
  const categories = useRead(endpoints.categories, {})
  const categoryName = (id: string | null) => categories.data?.items.find(category => category.id === id)?.name ?? '还没定'
  const [touched, setTouched] = useState(false)
  const [theirs, setTheirs] = useState<RequestDetail | null>(null)
  const params = { requestId: request.id }
  const save = (values: Wording, version: number) =>
    edit.mutate(
      { params, body: { ...values, categoryId: values.categoryId ?? null, publicLine: values.publicLine || null }, ifMatch: version },
      {
        onSuccess: onClose,
        onError: async problem => {
          if (problem.kind.type === problems.editedMeanwhile.type) setTheirs(await call(endpoints.get, { params }))
          else showFieldErrors(form, problem)
        },
      },
    )
  const initial = {
    title: request.title,
    publicLine: request.publicLine,
    categoryId: categories.data?.items.find(({ name }) => name === request.categoryName)?.id ?? null,
  }
  return (
    <Modal
      open
      title="改标题类别"
      okText="保存"
      cancelText="不改了"
      confirmLoading={edit.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      mask={{ closable: !touched }}
    >
      <LeaveWarning when={touched && !edit.isPending} />
      <ProblemAlert problem={edit.error && edit.error.errors.length === 0 && !theirs ? edit.error : null} />
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onValuesChange={() => setTouched(true)}
        onFinish={values => save(values, request.version)}
      >
        <Field name="title" label="标题" required hint="一句话说清什么事，不写人名和电话。">
          <Input maxLength={40} showCount />
        </Field>
        <Field name="categoryId" label="类别">
          <CategorySelect />
        </Field>
        {request.publicAgreed && (
          <Field name="publicLine" label="公开的一句话">
            <Input maxLength={80} showCount />
          </Field>
        )}
      </Form>
      {theirs && (
        <ConflictDialog
          lines={[
            { label: '标题', mine: form.getFieldValue('title') as string, theirs: theirs.title },
            {
              label: '类别',
              mine: categoryName(form.getFieldValue('categoryId') as string | null),
              theirs: theirs.categoryName ?? '还没定',
            },
            ...(request.publicAgreed
              ? [{ label: '公开的一句话', mine: form.getFieldValue('publicLine') as string, theirs: theirs.publicLine ?? '没有写' }]
              : []),
          ]}
          onKeepMine={() => {
            setTheirs(null)
            save(form.getFieldsValue(), theirs.version)
          }}
          onTakeTheirs={() => {
            void cache.invalidateQueries()
            onClose()
          }}
          onClose={() => setTheirs(null)}
        />
      )}
    </Modal>
  )
}
