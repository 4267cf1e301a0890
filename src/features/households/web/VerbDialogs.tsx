/** What each verb of a household asks (户的变动对话框): the day first, because it decides what is true. */
import { Input, Radio, Select } from 'antd'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import type { UnitKind } from '#features/units/units.contract.ts'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { ConsentBasis, ContactPreference, endpoints, type Household } from '../households.contract.ts'
import { basisNames, preferenceNames } from '../households.words.ts'
import { placeKinds } from './homes.tsx'
import { localToday } from '#platform/web/local-time.ts'

export interface VerbDialogProps {
  home: Household
  onClose(): void
  onDone?(home: Household): void
}

const today = () => localToday()
const Day = ({ label, hint }: { label: string; hint?: string }) => (
  <Field name="effectiveOn" label={label} required hint={hint}>
    <Input type="date" />
  </Field>
)

/** Fields of a household that is new here. */
const NewHome = () => (
  <>
    <Field name="head" label="户主" required hint="只写一个人。不记家里有几口人，也不记证件号。">
      <Input maxLength={50} autoComplete="off" />
    </Field>
    <Field name="address" label="地址" required>
      <Input maxLength={200} autoComplete="off" />
    </Field>
    <Field name="phone" label="电话" hint="可以不填。几户可以同一个号码。">
      <Input inputMode="tel" maxLength={20} autoComplete="off" />
    </Field>
    <Field name="contactPreference" label="怎么联系">
      <Select options={ContactPreference.options.map(value => ({ value, label: preferenceNames[value] }))} />
    </Field>
    <Field name="code" label="户号" hint="留空，系统接着这个网格最后一号编。">
      <Input maxLength={40} autoComplete="off" />
    </Field>
  </>
)

interface NewValues {
  unitId: string
  effectiveOn: string
  head: string
  address: string
  phone?: string
  code?: string
  contactPreference: ContactPreference
}
const bodyOf = (values: NewValues) => ({ ...values, phone: values.phone || null, code: values.code || null })

export const MoveInDialog = ({
  kinds,
  onClose,
  onDone,
}: {
  kinds: readonly UnitKind[]
  onClose(): void
  onDone(home: Household): void
}) => (
  <FormDialog<typeof endpoints.moveIn, NewValues>
    title="登记迁入"
    verb="迁入"
    endpoint={endpoints.moveIn}
    input={values => ({ body: bodyOf(values) })}
    initial={{ effectiveOn: today(), contactPreference: 'atHome' }}
    onClose={onClose}
    onDone={onDone}
  >
    <Day label="哪天迁入" />
    <Field name="unitId" label="哪个网格或小组" required>
      <UnitSelect kinds={kinds} />
    </Field>
    <NewHome />
  </FormDialog>
)

export const SplitDialog = ({ home, onClose, onDone }: VerbDialogProps) => (
  <FormDialog<typeof endpoints.split, Omit<NewValues, 'unitId'>>
    title="分户"
    verb="分户"
    endpoint={endpoints.split}
    input={values => ({
      params: { householdId: home.id },
      body: bodyOf({ ...values, unitId: '' }),
      ifMatch: home.version,
    })}
    initial={{ effectiveOn: today(), contactPreference: 'atHome' }}
    onClose={onClose}
    {...(onDone && { onDone })}
  >
    <p>{home.code}照旧，下面填分出来的这一户。</p>
    <Day label="哪天分户" />
    <NewHome />
  </FormDialog>
)

export const MoveOutDialog = ({ home, onClose }: VerbDialogProps) => (
  <FormDialog<typeof endpoints.moveOut, { effectiveOn: string }>
    title="登记迁出"
    verb="迁出"
    endpoint={endpoints.moveOut}
    input={body => ({ params: { householdId: home.id }, body, ifMatch: home.version })}
    initial={{ effectiveOn: today() }}
    onClose={onClose}
  >
    <p>有人联系的，联系也到此为止。30天内可以撤回。</p>
    <Day label="哪天起不住这里" />
  </FormDialog>
)

export const ChangeHeadDialog = ({ home, onClose }: VerbDialogProps) => (
  <FormDialog<typeof endpoints.changeHead, { head: string; effectiveOn: string }>
    title="换户主"
    verb="换户主"
    endpoint={endpoints.changeHead}
    input={body => ({ params: { householdId: home.id }, body, ifMatch: home.version })}
    initial={{ effectiveOn: today() }}
    onClose={onClose}
  >
    <Day label="哪天起" />
    <Field name="head" label="新户主" required hint="不用写原因。">
      <Input maxLength={50} autoComplete="off" />
    </Field>
  </FormDialog>
)

export const RelocateDialog = ({ home, onClose }: VerbDialogProps) => (
  <FormDialog<typeof endpoints.relocate, { unitId: string; address: string; effectiveOn: string }>
    title="搬家"
    verb="搬家"
    endpoint={endpoints.relocate}
    input={body => ({ params: { householdId: home.id }, body, ifMatch: home.version })}
    initial={{ effectiveOn: today(), unitId: home.unitId }}
    onClose={onClose}
  >
    <Day label="哪天起" />
    <Field name="unitId" label="搬到哪个网格或小组" required>
      <UnitSelect kinds={placeKinds} />
    </Field>
    <Field name="address" label="新地址" required>
      <Input maxLength={200} autoComplete="off" />
    </Field>
  </FormDialog>
)

/** The household becomes one with another of the same grid. */
export function MergeDialog({ home, onClose, onDone }: VerbDialogProps) {
  const others = useRead(endpoints.list, { query: { below: home.unitId, state: 'occupied', limit: 100 } })
  return (
    <FormDialog<typeof endpoints.merge, { intoId: string; effectiveOn: string }>
      title="并户"
      verb="并户"
      endpoint={endpoints.merge}
      input={body => ({ params: { householdId: home.id }, body, ifMatch: home.version })}
      initial={{ effectiveOn: today() }}
      onClose={onClose}
      {...(onDone && { onDone })}
    >
      <Day label="哪天并户" />
      <Field name="intoId" label="并到哪一户" required hint="那一户的户号接着用。">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={others.data?.items.filter(({ id }) => id !== home.id).map(({ id, code }) => ({ value: id, label: code })) ?? []}
        />
      </Field>
    </FormDialog>
  )
}

export const ErrorDialog = ({ home, onClose }: VerbDialogProps) => (
  <FormDialog<typeof endpoints.enterInError, object>
    title="误录"
    verb="记为误录"
    endpoint={endpoints.enterInError}
    input={() => ({ params: { householdId: home.id }, body: {}, ifMatch: home.version })}
    onClose={onClose}
    refusing
  >
    <p>这一户从来没有在这里住过。记录留着，哪里都不算数。30天内可以撤回。</p>
  </FormDialog>
)

export const ReachDialog = ({ home, onClose }: VerbDialogProps) => (
  <FormDialog<typeof endpoints.reachBy, { contactPreference: ContactPreference; basis: ConsentBasis; phone?: string; keep: boolean }>
    title="怎么联系"
    verb="保存"
    endpoint={endpoints.reachBy}
    input={({ contactPreference, basis, phone }) => ({
      params: { householdId: home.id },
      body: { contactPreference, basis, ...(phone && { phone }) },
      ifMatch: home.version,
    })}
    initial={{ contactPreference: home.contactPreference }}
    onClose={onClose}
  >
    <Field name="contactPreference" label="这一户想怎么联系" required>
      <Radio.Group options={ContactPreference.options.map(value => ({ value, label: preferenceNames[value] }))} />
    </Field>
    <Field name="phone" label="新电话" hint="不改就留空。">
      <Input inputMode="tel" maxLength={20} autoComplete="off" />
    </Field>
    <Field name="basis" label="他们是怎么说的" required>
      <Radio.Group options={ConsentBasis.options.map(value => ({ value, label: basisNames[value] }))} />
    </Field>
  </FormDialog>
)
