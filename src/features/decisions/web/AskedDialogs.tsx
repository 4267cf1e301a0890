/** Dialogs for what the list asks for beside the steps (清单的要求): the town's answer, the listing on the platform. */
import { Input, Radio } from 'antd'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints } from '../decisions.contract.ts'
import type { DialogProps } from './DecisionDialogs.tsx'

const asked = ({ id, version }: DialogProps['decision']) => ({ params: { decisionId: id }, ifMatch: version })
interface Answer {
  onDay: string
  outcome: 'passed' | 'returned'
  reason: string
  document: string
}

export const PreCheckDialog = ({ decision, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.preCheck, Answer>
    title="登记镇里的答复"
    verb="登记"
    endpoint={endpoints.preCheck}
    input={body => ({ ...asked(decision), body })}
    initial={{ reason: '', document: '' }}
    onClose={onClose}
  >
    <p>清单要求表决前先报镇里看。答复的是现在这份文本，登记了就不再改。</p>
    <Field name="outcome" label="镇里怎么说" required>
      <Radio.Group
        options={[
          { value: 'passed', label: '可以表决' },
          { value: 'returned', label: '要改了再报' },
        ]}
      />
    </Field>
    <Field name="onDay" label="哪一天答复的" required>
      <Input type="date" />
    </Field>
    <Field name="reason" label="意见" hint="要改的，写明改什么。">
      <Input.TextArea rows={3} maxLength={500} />
    </Field>
    <Field name="document" label="文件">
      <Input maxLength={100} />
    </Field>
  </FormDialog>
)

export const ListingDialog = ({ decision, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.enterListing, { onDay: string; number: string }>
    title="登记挂牌"
    verb="登记"
    endpoint={endpoints.enterListing}
    input={body => ({ ...asked(decision), body })}
    onClose={onClose}
  >
    <p>清单要求在集体资产交易平台交易。没有成交再挂的，再登记一次。</p>
    <Field name="number" label="挂牌编号" required>
      <Input maxLength={60} />
    </Field>
    <Field name="onDay" label="哪一天挂牌" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)
