/** Changing, adding, retiring or adopting a category (改类别): one reads what it means before it is adopted. */
import { Input, InputNumber, Select } from 'antd'
import type { FormInstance } from 'antd'
import type { InputOf, OutputOf } from '#platform/shared/endpoint.ts'
import { call, useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type CategoryProposal, type CategorySetting } from '../requests.contract.ts'
import { localToday } from '#platform/web/local-time.ts'

type Settings = OutputOf<typeof endpoints.categorySettings>
export type CategoryAct = 'change' | 'add' | 'retire' | 'confirm'

interface Values {
  parentId?: string
  code?: string
  name?: string
  from?: string
  workingDays?: number
  /** "body:…" or "unit:…". */
  route?: string
  reason: string
  source: string
}
type Terms = Extract<CategoryProposal, { act: 'change' }>

interface DialogProps {
  act: CategoryAct
  /** Null for one that is added. */
  category: CategorySetting | null
  settings: Settings
  onClose(): void
}

const titles: Record<CategoryAct, (name: string) => string> = {
  change: name => `改：${name}`,
  add: () => '加一类',
  retire: name => `停用：${name}`,
  confirm: name => `确认采用：${name}`,
}
const verbs: Record<CategoryAct, string> = { change: '采用', add: '加上', retire: '停用', confirm: '确认采用' }
const endpointOf = {
  change: endpoints.changeCategory,
  add: endpoints.addCategory,
  retire: endpoints.retireCategory,
  confirm: endpoints.confirmCategory,
} as const

/** The form's terms as the endpoint asks them. */
const termsOf = ({ from = '', workingDays = 0, route }: Values): Omit<Terms, 'act' | 'categoryId'> => ({
  from,
  workingDays,
  routeBodyId: route?.startsWith('body:') ? route.slice(5) : null,
  routeUnitId: route?.startsWith('unit:') ? route.slice(5) : null,
})

/** What the form shows of the version that holds last. */
function valuesOf({ current, coming }: CategorySetting): Partial<Values> {
  const last = coming ?? current
  if (!last) return {}
  const { routeBodyId, routeUnitId, workingDays } = last
  const route = routeBodyId ? `body:${routeBodyId}` : routeUnitId ? `unit:${routeUnitId}` : undefined
  return { workingDays, ...(route && { route }) }
}

function bodyOf(act: CategoryAct, values: Values) {
  const { parentId = null, code = '', name = '', from = '', reason, source } = values
  if (act === 'confirm') return { reason, source }
  if (act === 'retire') return { from, reason, source }
  return { ...(act === 'add' && { parentId, code, name }), ...termsOf(values), reason, source }
}

export function CategoryDialog({ act, category, settings, onClose }: DialogProps) {
  const today = localToday()
  return (
    <FormDialog<(typeof endpointOf)['change'], Values>
      title={titles[act](category?.name ?? '')}
      verb={verbs[act]}
      refusing={act === 'retire'}
      // each act has an endpoint of its own; what it is given is made for it
      endpoint={endpointOf[act] as (typeof endpointOf)['change']}
      input={values => ({
        params: { categoryId: category?.id ?? '' },
        body: bodyOf(act, values) as InputOf<(typeof endpointOf)['change']>['body'],
      })}
      initial={{ from: today, ...(act === 'change' && category && valuesOf(category)) }}
      {...(category && { versioned: versionedOf(category, settings) })}
      onClose={onClose}
    >
      {form => (
        <>
          {act === 'add' && <Identity settings={settings} />}
          {(act === 'change' || act === 'add') && <Terms settings={settings} />}
          {act !== 'confirm' && (
            <Field name="from" label="从哪天起" required>
              <Input type="date" min={today} />
            </Field>
          )}
          <Field name="reason" label="为什么" required>
            <Input.TextArea rows={2} maxLength={200} showCount />
          </Field>
          <Field name="source" label="依据" required hint="写文件号或会议，例如：西办〔2026〕8号。">
            <Input maxLength={80} />
          </Field>
          <Preview act={act} category={category} form={form} />
        </>
      )}
    </FormDialog>
  )
}

const versionedOf = (category: CategorySetting, settings: Settings) => ({
  version: category.version,
  read: async () => {
    const now = (await call(endpoints.categorySettings, {})).items.find(({ id }) => id === category.id)!
    const { reason, source, from } = now.coming ?? now.current ?? { reason: null, source: null, from: null }
    return { version: now.version, values: { ...valuesOf(now), from: from ?? '', reason: reason ?? '', source: source ?? '' } }
  },
  labels: { workingDays: '几个工作日答复', route: '先分给谁', from: '从哪天起', reason: '为什么', source: '依据' },
  show: (field: string, value: unknown) =>
    field === 'route'
      ? ([...settings.bodies, ...settings.units].find(({ id }) => typeof value === 'string' && value.endsWith(id))?.name ?? '不预先分')
      : undefined,
})

function Identity({ settings }: { settings: Settings }) {
  const groups = settings.items.filter(({ parentId, retired }) => parentId === null && retired === null)
  return (
    <>
      <Field name="parentId" label="哪一大类下面" hint="不选，就是一个新的大类。">
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={groups.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
        />
      </Field>
      <Field name="code" label="编码" required hint="大类2位数字；小类在大类后面再加2位。">
        <Input maxLength={6} inputMode="numeric" />
      </Field>
      <Field name="name" label="名称" required>
        <Input maxLength={30} showCount />
      </Field>
    </>
  )
}

const Terms = ({ settings: { bodies, units } }: { settings: Settings }) => (
  <>
    <Field name="workingDays" label="几个工作日答复" required hint="整数，1到60。">
      <InputNumber min={1} max={60} precision={0} />
    </Field>
    <Field name="route" label="先分给谁" hint="只是先选好，分派的人可以改。">
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="不预先分"
        options={[
          { label: '镇部门', options: bodies.map(({ id, name }) => ({ value: `body:${id}`, label: name })) },
          { label: '镇、村（社区）办事窗口', options: units.map(({ id, name }) => ({ value: `unit:${id}`, label: name })) },
        ]}
      />
    </Field>
  </>
)

function Preview({ act, category, form }: Pick<DialogProps, 'act' | 'category'> & { form: FormInstance<Values> }) {
  const proposal = proposalOf(act, category, form.getFieldsValue(true) as Values)
  const { data, isPlaceholderData } = useRead(
    endpoints.previewCategory,
    { body: proposal ?? { act: 'confirm', categoryId: '' } },
    { enabled: proposal !== null },
  )
  if (proposal === null) return null
  const says = isPlaceholderData || !data ? [] : data.refusal ? [data.refusal] : data.sentences
  return (
    <div className="note" role="status" aria-label="采用以后">
      {says.length === 0 ? <p>正在算采用以后会怎样。</p> : says.map(sentence => <p key={sentence}>{sentence}</p>)}
    </div>
  )
}

/** What can be asked already, or null while something is missing. */
function proposalOf(act: CategoryAct, category: CategorySetting | null, values: Values): CategoryProposal | null {
  const { from, workingDays, name } = values
  if (act === 'confirm') return category && { act, categoryId: category.id }
  if (!from) return null
  if (act === 'retire') return category && { act, categoryId: category.id, from }
  if (!workingDays) return null
  if (act === 'add') return name && [...name.trim()].length > 1 ? { act, name, ...termsOf(values) } : null
  return category && { act, categoryId: category.id, ...termsOf(values) }
}
