/** Chooses a branch (选党支部): the village first, then the branches of it. A committee or a temporary branch takes in no members. */
import { Form, Select } from 'antd'
import { endpoints as bodies } from '#features/bodies/bodies.contract.ts'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'

const takesMembers = ['branch', 'jointBranch']

/** Two fields: `villageId` narrows the choice and is not sent. */
export function BranchFields({
  name,
  label,
  villageId,
  except,
}: {
  name: string
  label: string
  villageId?: string | undefined
  except?: string | null
}) {
  const branches = useRead(bodies.list, { query: { line: 'party', unitId: villageId, limit: 100 } }, { enabled: villageId !== undefined })
  const options = villageId === undefined ? [] : (branches.data?.items ?? [])
  return (
    <>
      <Form.Item name="villageId" label="哪个村（社区）">
        <UnitSelect kinds={['village', 'community']} allowClear={false} />
      </Form.Item>
      <Field name={name} label={label} required hint="临时党支部不转接组织关系，不在里面。">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={branches.isFetching}
          placeholder="先选村（社区）"
          notFoundContent={villageId === undefined ? '先选村（社区）' : '这个村没有党支部'}
          options={options
            .filter(({ id, kind }) => takesMembers.includes(kind) && id !== except)
            .map(({ id, name: branch }) => ({ value: id, label: branch }))}
        />
      </Field>
    </>
  )
}
