/** The outcome of a joint meeting (登记会议结果): the day, who was there, who decided, and each case. */
import { Button, Form, Input, Radio, Select, type FormInstance } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { DecisionKind, endpoints, type JointCase } from '../requests.contract.ts'
import { decisionNames, stateNames } from '../requests.words.ts'
import { localToday } from '#platform/web/local-time.ts'

type List = OutputOf<typeof endpoints.jointList>

interface Said {
  requestId?: string
  kind?: DecisionKind
  /** "body:…" or "unit:…". */
  to?: string
  withBodyIds?: string[]
  text?: string
}
interface Values {
  heldOn: string
  bodyIds?: string[]
  unitIds?: string[]
  decidedBy: string
  decisions: Said[]
}

const named = (rows: readonly { id: string; name: string }[]) => rows.map(({ id, name }) => ({ value: id, label: name }))
const search = { optionFilterProp: 'label' } as const

function decisionOf(
  { requestId = '', kind = 'handler', to, withBodyIds = [], text }: Said,
  decidedBy: string,
  cases: readonly JointCase[],
) {
  const version = cases.find(({ id }) => id === requestId)?.version ?? 0
  const handler = kind === 'answer' || !to ? {} : to.startsWith('body:') ? { bodyId: to.slice(5) } : { unitId: to.slice(5) }
  return { requestId, version, kind, ...handler, withBodyIds: kind === 'split' ? withBodyIds : [], decidedBy, text }
}

interface DecideDialogProps {
  cases: readonly JointCase[]
  list: List
  /** Reads the list as it stands now. */
  onRead(): Promise<List>
  onClose(): void
}

/** What the clerk wrote about one case, as it is read. */
function sentenceOf({ kind = 'handler', to, withBodyIds = [], text }: Said, { bodies, units }: List) {
  const name = (id: string) => [...bodies, ...units].find(each => each.id === id)?.name ?? '办事窗口'
  const who = kind === 'answer' || !to ? '' : `，${name(to.slice(5))}办`
  const others = kind === 'split' && withBodyIds.length > 0 ? `，${withBodyIds.map(name).join('、')}一起办` : ''
  return `${decisionNames[kind]}${who}${others}。${text ?? ''}`
}

/** The case as it stands now, with the last reason for which it is on the list. */
function storedSentence({ title, state, handlerName, reasons }: JointCase) {
  const last = reasons.at(-1)
  const said = last ? `${last.sentence}${last.text ? `，${last.text}` : ''}` : ''
  return `${title}。现在${stateNames[state]}，${handlerName}。${said}`
}

export function DecideDialog({ cases: offered, list, onRead, onClose }: DecideDialogProps) {
  const today = localToday()
  // As they were read when the form was opened: what the clerk decided was about these.
  const [cases, setCases] = useState(offered)
  const compared = async ({ decisions }: Values) => {
    const { items } = await onRead()
    const now = (id?: string) => items.find(each => each.id === id)
    const lines = decisions.flatMap(said => {
      const before = cases.find(({ id }) => id === said.requestId)
      const stored = now(said.requestId)
      if (!before || before.version === stored?.version) return []
      return [
        {
          label: `${before.number} ${before.title}`,
          mine: sentenceOf(said, list),
          theirs: stored ? storedSentence(stored) : '已经不等这次会了',
        },
      ]
    })
    setCases(items)
    return lines
  }
  return (
    <FormDialog<typeof endpoints.decide, Values>
      title="登记会议结果"
      verb="登记"
      wide
      endpoint={endpoints.decide}
      input={({ heldOn, bodyIds = [], unitIds = [], decidedBy, decisions }) => ({
        body: { heldOn, bodyIds, unitIds, decisions: decisions.map(said => decisionOf(said, decidedBy, cases)) },
      })}
      compared={compared}
      initial={{ heldOn: today, decisions: [cases.length === 1 ? { requestId: cases[0]!.id } : {}] }}
      onClose={onClose}
    >
      {form => (
        <>
          <Field name="heldOn" label="哪天开的会" required>
            <Input type="date" max={today} />
          </Field>
          <Field name="bodyIds" label="到会的部门">
            <Select mode="multiple" showSearch={search} options={named(list.bodies)} />
          </Field>
          <Field name="unitIds" label="到会的村（社区）">
            <Select mode="multiple" showSearch={search} options={named(list.units)} />
          </Field>
          <Field name="decidedBy" label="谁定的" required>
            <Select showSearch={search} options={list.people.map(({ id, name, title }) => ({ value: id, label: `${name}（${title}）` }))} />
          </Field>
          <Form.List name="decisions">
            {(fields, { add, remove }) => (
              <>
                {fields.map(({ key, name }) => (
                  <OneCase
                    key={key}
                    index={name}
                    form={form}
                    cases={cases}
                    list={list}
                    onRemove={fields.length > 1 ? () => remove(name) : null}
                  />
                ))}
                {fields.length < cases.length && <Button onClick={() => add({})}>再加一件</Button>}
              </>
            )}
          </Form.List>
        </>
      )}
    </FormDialog>
  )
}

interface OneCaseProps {
  index: number
  form: FormInstance<Values>
  cases: readonly JointCase[]
  list: List
  onRemove: (() => void) | null
}

function OneCase({ index, form, cases, list, onRemove }: OneCaseProps) {
  const said = (form.getFieldValue(['decisions', index]) ?? {}) as Said
  const units = cases.find(({ id }) => id === said.requestId)?.units ?? []
  const nth = `第${index + 1}件`
  return (
    <fieldset className="part">
      <legend>{nth}</legend>
      <Field name={[index, 'requestId']} label={`${nth}是哪一件`} required>
        <Select showSearch={search} options={cases.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))} />
      </Field>
      <Field name={[index, 'kind']} label={`${nth}怎么定的`} required>
        <Radio.Group options={DecisionKind.options.map(value => ({ value, label: decisionNames[value] }))} />
      </Field>
      {said.kind !== 'answer' && (
        <Field name={[index, 'to']} label={said.kind === 'split' ? `${nth}谁牵头` : `${nth}交给谁办`} required>
          <Select
            showSearch={search}
            options={[
              { label: '镇部门', options: list.bodies.map(({ id, name }) => ({ value: `body:${id}`, label: name })) },
              { label: '办事窗口', options: units.map(({ id, name }) => ({ value: `unit:${id}`, label: name })) },
            ]}
          />
        </Field>
      )}
      {said.kind === 'split' && (
        <Field name={[index, 'withBodyIds']} label={`${nth}还有谁一起办`} required>
          <Select mode="multiple" showSearch={search} options={named(list.bodies)} />
        </Field>
      )}
      <Field
        name={[index, 'text']}
        label={said.kind === 'answer' ? `${nth}怎么答复居民` : said.kind === 'split' ? `${nth}谁办哪一部分` : `${nth}会上怎么说`}
        required={said.kind === 'answer' || said.kind === 'split'}
        hint="居民看得到。"
      >
        <Input.TextArea rows={2} maxLength={500} showCount />
      </Field>
      {onRemove && <Button onClick={onRemove}>不要{nth}</Button>}
    </fieldset>
  )
}
