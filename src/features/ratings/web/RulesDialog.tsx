/** A draft of the rules (规则草稿): weights, the words of each rule, and the bands; the formalism guard reads the words. */
import { Input, InputNumber } from 'antd'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, type RuleSet, type RuleSetFields } from '../ratings.contract.ts'
import { dimensionNames, sourceNameOf, starWords } from '../ratings.words.ts'

export function RulesDialog({ from, set, onClose }: { from: RuleSetFields; set?: RuleSet; onClose(): void }) {
  const { title, fromYear, basis, dimensions, bands } = from
  const shared = { verb: '存为草稿', initial: { title, fromYear, basis, dimensions, bands }, onClose, wide: true }
  const fields = <Fields dimensions={dimensions} />
  // What has no field of its own, such as a rule's source, stays as it was.
  const whole = (values: RuleSetFields): RuleSetFields => ({
    ...values,
    dimensions: dimensions.map((dimension, index) => ({
      ...dimension,
      weight: values.dimensions[index]!.weight,
      rules: dimension.rules.map((rule, at) => ({ ...rule, text: values.dimensions[index]!.rules[at]!.text })),
    })),
  })
  return set === undefined ? (
    <FormDialog<typeof endpoints.draftRules, RuleSetFields>
      {...shared}
      title="起草新规则"
      endpoint={endpoints.draftRules}
      input={values => ({ body: whole(values) })}
    >
      {fields}
    </FormDialog>
  ) : (
    <FormDialog<typeof endpoints.editRules, RuleSetFields>
      {...shared}
      title={`改${set.title}`}
      endpoint={endpoints.editRules}
      input={values => ({ params: { ruleSetId: set.id }, body: whole(values), ifMatch: set.version })}
    >
      {fields}
    </FormDialog>
  )
}

const Fields = ({ dimensions }: Pick<RuleSetFields, 'dimensions'>) => (
  <>
    <Field name="title" label="名称" required>
      <Input maxLength={40} />
    </Field>
    <Field name="fromYear" label="从哪一年起" required>
      <InputNumber min={2000} max={2100} />
    </Field>
    <Field name={['basis', 'name']} label="依据的文件" required>
      <Input maxLength={80} />
    </Field>
    <Field name={['basis', 'article']} label="哪一条" required>
      <Input maxLength={40} />
    </Field>
    <Field name={['basis', 'issuer']} label="谁发布的">
      <Input maxLength={40} />
    </Field>
    {dimensions.map(({ key, rules }, index) => (
      <fieldset key={key}>
        <legend>{dimensionNames[key]}</legend>
        <Field name={['dimensions', index, 'weight']} label={`${dimensionNames[key]}的权重`} required>
          <InputNumber min={0} max={100} />
        </Field>
        {rules.map(({ source }, at) => (
          <Field key={source} name={['dimensions', index, 'rules', at, 'text']} label={`规则（看${sourceNameOf(source)}）`} required>
            <Input maxLength={80} />
          </Field>
        ))}
      </fieldset>
    ))}
    {[0, 1, 2, 3, 4].map(index => (
      <Field key={index} name={['bands', index]} label={`${starWords(index + 1)}要多少分`} required>
        <InputNumber min={0} max={100} />
      </Field>
    ))}
  </>
)
