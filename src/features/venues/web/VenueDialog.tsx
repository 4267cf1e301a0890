/** Entering, changing and closing a venue (登记、修改、停用阵地). */
import { Input, Select } from 'antd'
import { UnitSelect, useUnitsById } from '#features/units/web/units.widgets.tsx'
import { call } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog, type Versioned } from '#platform/web/FormDialog.tsx'
import { endpoints, VenueFields, VenueKind, venueKindNames, venueStatusNames, type Venue } from '../venues.contract.ts'
import { localToday } from '#platform/web/local-time.ts'

/** Fields as the form holds them: empty ones are empty text. */
type Values = Record<Exclude<keyof VenueFields, 'services'>, string | null> & { services: string[] }

const valuesOf = ({ kind, name, unitId, bodyId, address, hours, phone, services, status, openedOn, externalCode }: Venue): Values => ({
  kind,
  name,
  unitId,
  bodyId,
  address,
  hours,
  phone,
  services,
  status,
  openedOn,
  externalCode,
})

/** Text stays text; a field that may be missing is missing when it is empty. */
const bodyOf = (values: Values) =>
  ({
    ...values,
    address: values.address ?? '',
    hours: values.hours ?? '',
    bodyId: values.bodyId || null,
    phone: values.phone || null,
    openedOn: values.openedOn || null,
    externalCode: values.externalCode || null,
  }) as unknown as VenueFields

const labels = {
  name: '名称',
  kind: '类型',
  unitId: '地点',
  address: '地址',
  hours: '开放时间',
  phone: '电话',
  services: '服务项目',
  status: '状态',
  openedOn: '启用',
  externalCode: '代码',
}

export function VenueDialog({ venue, onClose }: { venue: Venue | null; onClose(): void }) {
  const versioned = useVersions(venue)
  const shared = { onClose, wide: true, children: <Fields /> }
  if (!venue || !versioned) {
    return (
      <FormDialog<typeof endpoints.create, Values>
        title="登记阵地"
        verb="登记"
        endpoint={endpoints.create}
        input={values => ({ body: bodyOf({ ...values, services: values.services ?? [] }) })}
        initial={{ status: 'inUse', services: [] }}
        {...shared}
      />
    )
  }
  return (
    <FormDialog<typeof endpoints.edit, Values>
      title={`修改${venue.name}`}
      verb="保存"
      endpoint={endpoints.edit}
      input={values => ({ params: { venueId: venue.id }, body: bodyOf({ ...values, bodyId: venue.bodyId }) })}
      initial={valuesOf(venue)}
      versioned={versioned}
      {...shared}
    />
  )
}

function useVersions(venue: Venue | null): Versioned<Values> | null {
  const units = useUnitsById()
  if (!venue) return null
  return {
    version: venue.version,
    read: async () => {
      const now = await call(endpoints.get, { params: { venueId: venue.id } })
      return { version: now.version, values: valuesOf(now) }
    },
    labels,
    show: (field, value) => {
      if (field === 'unitId') return units.get(String(value))?.name
      if (field === 'kind') return venueKindNames[value as VenueKind]
      if (field === 'status') return venueStatusNames[value as 'inUse']
      return Array.isArray(value) ? value.join('、') || '没有填' : undefined
    },
  }
}

const Fields = () => (
  <>
    <Field name="name" label="名称" required>
      <Input maxLength={80} />
    </Field>
    <Field name="kind" label="类型" required>
      <Select options={VenueKind.options.map(value => ({ value, label: venueKindNames[value] }))} />
    </Field>
    <Field name="unitId" label="在哪个村（社区）或小组" required>
      <UnitSelect />
    </Field>
    <Field name="address" label="地址">
      <Input maxLength={200} />
    </Field>
    <Field name="hours" label="开放时间" hint="例如：工作日 8:30—12:00，14:30—17:30。">
      <Input maxLength={200} />
    </Field>
    <Field name="phone" label="电话" hint="公开给居民的号码。">
      <Input inputMode="tel" maxLength={20} />
    </Field>
    <Field name="services" label="服务项目" hint="写一项按一次回车。">
      <Select mode="tags" open={false} suffixIcon={null} />
    </Field>
    <Field name="status" label="状态" required>
      <Select options={VenueFields.shape.status.options.map(value => ({ value, label: venueStatusNames[value] }))} />
    </Field>
    <Field name="openedOn" label="启用日期" hint="第一次启用那天。停下改造、改好再开，都不用改。">
      <Input type="date" />
    </Field>
    <Field name="externalCode" label="台账代码" hint="表格里用来认这个阵地的代码。没有可以留空。">
      <Input maxLength={40} />
    </Field>
  </>
)

export const CloseVenueDialog = ({ venue, onClose }: { venue: Venue; onClose(): void }) => (
  <FormDialog<typeof endpoints.close, { closedOn: string }>
    title={`停用${venue.name}`}
    verb="停用"
    refusing
    endpoint={endpoints.close}
    input={body => ({ params: { venueId: venue.id }, body })}
    initial={{ closedOn: localToday() }}
    versioned={{
      version: venue.version,
      read: async () => {
        const now = await call(endpoints.get, { params: { venueId: venue.id } })
        return { version: now.version, values: { closedOn: now.closedOn ?? '' } }
      },
      labels: { closedOn: '哪一天起停用' },
    }}
    onClose={onClose}
  >
    <p>停用后，居民的页面上不再显示。记录留着。</p>
    <Field name="closedOn" label="哪一天起停用" required hint="今天或以前。">
      <Input type="date" />
    </Field>
  </FormDialog>
)
