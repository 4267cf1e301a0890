/** What one may do with a contact (联系的办理): agree, decline, end. Nobody is asked why they decline. */
import { Button, Checkbox, Form, Radio, Select } from 'antd'
import { useState } from 'react'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { ChosenEndReason, ConsentBasis, ContactSide, endpoints, type HouseholdContact } from '../households.contract.ts'
import { basisNames, endReasonNames, wishNames } from '../households.words.ts'

type Asking = 'agreeContact' | 'declineContact' | 'endContact'
const names: Record<Asking, string> = { agreeContact: '登记答应', declineContact: '登记不要', endContact: '结束联系' }

export function ContactButtons({ contact }: { contact: HouseholdContact }) {
  const [asking, setAsking] = useState<Asking | null>(null)
  const offered = (Object.keys(names) as Asking[]).filter(name => contact.allowedActions.includes(name))
  const close = () => setAsking(null)
  const params = { contactId: contact.id }
  return (
    <>
      <div className="row no-print">
        {offered.map(name => (
          <Button key={name} size="small" onClick={() => setAsking(name)}>
            {names[name]}
          </Button>
        ))}
      </div>
      {asking === 'agreeContact' && <AgreeDialog contact={contact} onClose={close} />}
      {asking === 'declineContact' && (
        <FormDialog<typeof endpoints.declineContact, object>
          title="登记不要"
          verb="不要"
          endpoint={endpoints.declineContact}
          input={() => ({ params, ifMatch: contact.version })}
          onClose={close}
          refusing
        >
          <p>不用问原因，也没有影响。</p>
        </FormDialog>
      )}
      {asking === 'endContact' && (
        <FormDialog<typeof endpoints.endContact, { reason: ChosenEndReason }>
          title="结束联系"
          verb="结束"
          endpoint={endpoints.endContact}
          input={body => ({ params, body, ifMatch: contact.version })}
          onClose={close}
          refusing
        >
          <Field name="reason" label="为什么结束" required>
            <Select options={ChosenEndReason.options.map(value => ({ value, label: endReasonNames[value] }))} />
          </Field>
        </FormDialog>
      )}
    </>
  )
}

interface AgreeValues {
  side: ContactSide
  basis?: ConsentBasis
  nameShown?: boolean
}

/** The sides that have not agreed yet; the member's own is taken at the member's word. */
function AgreeDialog({ contact, onClose }: { contact: HouseholdContact; onClose(): void }) {
  const isMine = useMyAccount().data?.personId === contact.memberId
  const open = ContactSide.options.filter(side => (side === 'member' ? contact.memberAgreedOn : contact.householdAgreedOn) === null)
  return (
    <FormDialog<typeof endpoints.agreeContact, AgreeValues>
      title="登记答应"
      verb="答应"
      endpoint={endpoints.agreeContact}
      input={({ side, basis, nameShown = false }) => ({
        params: { contactId: contact.id },
        body: { side, nameShown, basis: side === 'member' && isMine ? null : (basis ?? null) },
        ifMatch: contact.version,
      })}
      initial={{ side: open[0]! }}
      onClose={onClose}
    >
      {form => {
        const side = (form.getFieldValue('side') ?? open[0]) as ContactSide
        return (
          <>
            <Field name="side" label="谁答应了" required>
              <Radio.Group options={open.map(value => ({ value, label: wishNames[value] }))} />
            </Field>
            {!(side === 'member' && isMine) && (
              <Field name="basis" label="是怎么答应的" required hint="替别人登记的，另外计数。这一户也可以凭卡自己答应。">
                <Radio.Group options={ConsentBasis.options.map(value => ({ value, label: basisNames[value] }))} />
              </Field>
            )}
            {side === 'member' && (
              <Form.Item name="nameShown" valuePropName="checked">
                <Checkbox>让这一户看到姓名</Checkbox>
              </Form.Item>
            )}
          </>
        )
      }}
    </FormDialog>
  )
}
