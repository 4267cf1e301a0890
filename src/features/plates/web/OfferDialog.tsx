/** Offering a household a plate (提出挂牌): which household, and the full members living there. */
import { Select, type SelectProps } from 'antd'
import { useState } from 'react'
import { endpoints as homes } from '#features/households/households.contract.ts'
import { endpoints as members } from '#features/memberships/memberships.contract.ts'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type Plate } from '../plates.contract.ts'

interface Values {
  householdId: string
  memberIds: string[]
}

export const OfferDialog = ({ onClose, onDone }: { onClose(): void; onDone(plate: Plate): void }) => (
  <FormDialog<typeof endpoints.offer, Values>
    title="提出挂牌"
    verb="提出"
    endpoint={endpoints.offer}
    input={body => ({ body })}
    onClose={onClose}
    onDone={onDone}
  >
    <Field name="householdId" label="哪一户" required>
      <HouseholdSelect />
    </Field>
    <Field name="memberIds" label="住在这一户的正式党员" required hint="只选住在这里、您问过的人。家里别的人不登记。">
      <MemberSelect />
    </Field>
  </FormDialog>
)

/** A household by the beginning of its number. */
function HouseholdSelect(props: Omit<SelectProps<string>, 'options'>) {
  const [code, setCode] = useState('')
  const found = useRead(homes.list, { query: { code: code || undefined, state: 'occupied', limit: 25 } })
  return (
    <Select<string>
      showSearch={{ filterOption: false, onSearch: text => setCode(text.trim()) }}
      loading={found.isFetching}
      placeholder="输入户号的开头"
      notFoundContent={found.isFetching ? '正在找' : '没有归您看的这一户'}
      {...props}
      options={found.data?.items.map(({ id, code: value, unitName }) => ({ value: id, label: `${value}（${unitName}）` })) ?? []}
    />
  )
}

/** Full members whom one keeps, by a part of the name. */
function MemberSelect(props: Omit<SelectProps<string[]>, 'options'>) {
  const [q, setQ] = useState('')
  const found = useRead(members.list, { query: { q: q || undefined, limit: 25 } })
  const full = found.data?.items.filter(({ stage }) => stage === 'full') ?? []
  return (
    <Select<string[]>
      mode="multiple"
      showSearch={{ filterOption: false, onSearch: text => setQ(text.trim()) }}
      loading={found.isFetching}
      placeholder="输入姓名可查找"
      notFoundContent={found.isFetching ? '正在找' : '没有归您管的这位正式党员'}
      {...props}
      options={full.map(({ personId, name, bodyName, unitName }) => ({ value: personId, label: `${name}（${bodyName ?? unitName}）` }))}
    />
  )
}
