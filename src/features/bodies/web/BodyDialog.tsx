/** Founding and changing a body (组织变更): from a day on, and tried first. */
import { Input, Select } from 'antd'
import { useState } from 'react'
import { UnitSelect, useUnitsById } from '#features/units/web/units.widgets.tsx'
import { useRead, type Asked } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { changedLines, TryFirstDialog } from '#platform/web/TryFirstDialog.tsx'
import { BodyKind, bodyKindNames, endpoints, type Body, type BodyLine } from '../bodies.contract.ts'
import { verbNames, type Verb } from './body-changes.ts'
import { BodyParts, emptyPart } from './BodyParts.tsx'
import { BodyPreview } from './BodyPreview.tsx'
import { localToday } from '#platform/web/local-time.ts'

/** A temporary branch is proposed and approved under 动员. */
const kinds = BodyKind.exclude(['temporaryBranch']).options.map(value => ({ value, label: bodyKindNames[value] }))

const labels = { name: '名称', parentId: '上级', unitIds: '管哪里', dissolvedOn: '撤销' }

export function BodyDialog({ verb, body, onClose }: { verb: Verb; body: Body | null; onClose(): void }) {
  const show = useShown()
  return (
    <TryFirstDialog
      title={body ? `${body.name}：${verbNames[verb]}` : '成立组织'}
      verb={verbNames[verb]}
      endpoint={endpoints[verb]}
      input={(values, dryRun) =>
        ({
          ...(body && { params: { bodyId: body.id } }),
          // left empty, it stands under none
          body: { ...(verb === 'move' && { parentId: null }), ...values, dryRun },
        }) as unknown as Asked<(typeof endpoints)[Verb]>
      }
      {...(body && {
        versioned: { version: body.version, compared: (mine, theirs) => changedLines(body, mine, theirs, labels, show) },
      })}
      initial={initialOf(verb, body)}
      preview={answer => <BodyPreview verb={verb} answer={answer} />}
      onClose={onClose}
      refusing={verb === 'dissolve'}
    >
      <Fields verb={verb} body={body} />
    </TryFirstDialog>
  )
}

/** A field of a body as people read it. */
function useShown() {
  const units = useUnitsById()
  const bodies = useRead(endpoints.list, { query: { limit: 100 } })
  return (field: string, value: unknown) => {
    if (Array.isArray(value)) return value.map(id => units.get(String(id))?.name ?? '原单位').join('、') || '没有写'
    if (value === null || value === undefined) return '没有'
    if (field === 'dissolvedOn') return showDay(String(value))
    return field === 'parentId' ? (bodies.data?.items.find(({ id }) => id === value)?.name ?? '另一个组织') : String(value)
  }
}

const initialOf = (verb: Verb, body: Body | null): Record<string, unknown> => ({
  effectiveOn: localToday(),
  ...(verb === 'rename' && { name: body?.name }),
  ...(verb === 'move' && { parentId: body?.parentId ?? undefined }),
  ...(verb === 'cover' && { unitIds: body?.unitIds }),
  ...(verb === 'split' && { keep: true, parts: [emptyPart] }),
})

const Fields = ({ verb, body }: { verb: Verb; body: Body | null }) => (
  <>
    {verb === 'create' && (
      <Field name="kind" label="类型" required hint="临时党支部请在“动员”里申请。">
        <Select options={kinds} showSearch={{ optionFilterProp: 'label' }} />
      </Field>
    )}
    {(verb === 'create' || verb === 'rename') && (
      <Field name="name" label="名称" required hint="全称，例如：爱国社区党委。">
        <Input maxLength={80} />
      </Field>
    )}
    {(verb === 'create' || verb === 'move') && (
      <Field name="parentId" label="上级" hint="要同一类的组织。没有上级的留空。">
        <BodySelect {...(body && { line: body.line, except: body.id })} />
      </Field>
    )}
    {(verb === 'create' || verb === 'cover') && (
      <Field name="unitIds" label="管哪里" hint="可以选几个。">
        <UnitsSelect />
      </Field>
    )}
    {verb === 'create' && (
      <Field name="externalCode" label="台账代码" hint="表格里用来认这个组织的代码。没有可以留空。">
        <Input maxLength={40} />
      </Field>
    )}
    {verb === 'merge' && body && (
      <Field name="predecessorIds" label="要并进来的组织" required hint="并进来的撤销，党员、岗位和没办完的事都归到这里。">
        <BodiesSelect line={body.line} except={body.id} />
      </Field>
    )}
    {verb === 'split' && body && <BodyParts body={body} />}
    {verb === 'dissolve' && <p className="sub">要先给下级组织安排去处。以前的记录和报表不变。</p>}
    <Field name="effectiveOn" label="从哪一天起" required hint="今天或以后。以前的报表不变。">
      <Input type="date" />
    </Field>
  </>
)

const UnitsSelect = (rest: object) => <UnitSelect mode="multiple" {...rest} />

interface BodySelectProps {
  line?: BodyLine
  except?: string
  mode?: 'multiple'
}

const BodiesSelect = (rest: BodySelectProps) => <BodySelect mode="multiple" {...rest} />

/** Chooses a body; part of its name finds it. */
function BodySelect({ line, except, ...rest }: BodySelectProps) {
  const [q, setQ] = useState('')
  const { data, isPending } = useRead(endpoints.list, { query: { line, q: q || undefined, limit: 100 } })
  const options = (data?.items ?? []).filter(({ id }) => id !== except).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Select<string>
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={isPending}
      placeholder="输入名称可查找"
      {...rest}
      options={options}
    />
  )
}
