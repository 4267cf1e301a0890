/** Who listens to a household (联系人): proposed, agreed by both, ended; entered on behalf where someone is not here. */
import { Button, Checkbox, Form, Radio, Select } from 'antd'
import { useState } from 'react'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { showDay } from '#platform/web/format.ts'
import { ConsentBasis, ContactWish, endpoints, type Household, type HouseholdContact } from '../households.contract.ts'
import { basisNames, contactStateNames, endReasonNames, wishNames } from '../households.words.ts'
import { ContactButtons } from './ContactButtons.tsx'

export function Contacts({ home }: { home: Household }) {
  const [isProposing, setProposing] = useState(false)
  const mayPropose = home.allowedActions.includes('proposeContact') && home.contact === null
  return (
    <section className="panel" aria-labelledby="contacts">
      <div className="row">
        <h2 id="contacts">联系人</h2>
        {mayPropose && (
          <Button className="end no-print" onClick={() => setProposing(true)}>
            提一位联系人
          </Button>
        )}
      </div>
      {home.contacts.length === 0 && (
        <p className="sub">{home.withoutContactSince ? `从${showDay(home.withoutContactSince)}起没有人联系。` : '没有联系人。'}</p>
      )}
      {home.wantsContactOn && <p className="note plain">这一户{showDay(home.wantsContactOn)}说想要一位。</p>}
      <ul className="plain">
        {home.contacts.map(contact => (
          <li key={contact.id}>
            <p>
              <b>{contact.memberName}</b>，{contactStateNames[contact.state]}
              {contact.endReason && `：${endReasonNames[contact.endReason]}`}
            </p>
            <p className="sub">{tell(contact)}</p>
            <ContactButtons contact={contact} />
          </li>
        ))}
      </ul>
      {isProposing && <ProposeDialog home={home} onClose={() => setProposing(false)} />}
    </section>
  )
}

/** "村（社区）3月1日提的；党员3月1日答应，这一户还没答应". */
const tell = (contact: HouseholdContact) =>
  [
    `${wishNames[contact.proposedBy]}${showDay(contact.proposedOn)}提的`,
    contact.memberAgreedOn
      ? `党员${showDay(contact.memberAgreedOn)}答应${contact.memberAgreedHow === 'onBehalf' ? '（代为登记）' : ''}`
      : '党员还没答应',
    contact.householdAgreedOn
      ? `这一户${showDay(contact.householdAgreedOn)}答应${contact.householdAgreedHow === 'onBehalf' ? '（代为登记）' : '（凭卡）'}`
      : '这一户还没答应',
    contact.endedOn && `${showDay(contact.endedOn)}结束`,
  ]
    .filter(Boolean)
    .join('；')

interface ProposeValues {
  personId: string
  wishOf: ContactWish
  basis?: ConsentBasis
  nameShown?: boolean
}

function ProposeDialog({ home, onClose }: { home: Household; onClose(): void }) {
  const people = useRead(endpoints.listPeople, { params: { householdId: home.id } })
  const me = useMyAccount().data?.personId
  return (
    <FormDialog<typeof endpoints.proposeContact, ProposeValues>
      title="提一位联系人"
      verb="提出"
      endpoint={endpoints.proposeContact}
      input={({ personId, wishOf, basis, nameShown = false }) => ({
        params: { householdId: home.id },
        body: {
          personId,
          wishOf,
          nameShown,
          basis: wishOf === 'village' || (wishOf === 'member' && personId === me) ? null : (basis ?? null),
        },
      })}
      initial={{ wishOf: 'village' }}
      onClose={onClose}
    >
      {form => (
        <>
          <p>双方都答应了，联系才开始。</p>
          <Field name="personId" label="党员" required>
            <Select
              loading={people.isPending}
              showSearch={{ optionFilterProp: 'label' }}
              options={
                people.data?.items.map(({ id, name, households, isExempt }) => ({
                  value: id,
                  label: `${name}，已联系${households}户${isExempt ? '，已免去' : ''}`,
                  disabled: isExempt,
                })) ?? []
              }
            />
          </Field>
          <Field name="wishOf" label="谁提出的" required>
            <Radio.Group options={ContactWish.options.map(value => ({ value, label: wishNames[value] }))} />
          </Field>
          {needsBasis(form.getFieldsValue(true) as Partial<ProposeValues>, me) && (
            <Field name="basis" label="他是怎么答应的" required hint="替别人登记的，另外计数。">
              <Radio.Group options={ConsentBasis.options.map(value => ({ value, label: basisNames[value] }))} />
            </Field>
          )}
          {form.getFieldValue('wishOf') === 'member' && (
            <Form.Item name="nameShown" valuePropName="checked">
              <Checkbox>党员答应让这一户看到姓名</Checkbox>
            </Form.Item>
          )}
        </>
      )}
    </FormDialog>
  )
}

const needsBasis = ({ wishOf, personId }: Partial<ProposeValues>, me: string | undefined) =>
  wishOf === 'household' || (wishOf === 'member' && personId !== me)
