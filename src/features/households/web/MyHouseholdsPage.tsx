/** The households that I keep in touch with (我联系的户), and those I am asked to. */
import { Link } from '@tanstack/react-router'
import { useRead } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints } from '../households.contract.ts'
import { contactStateNames, exemptReasonNames } from '../households.words.ts'
import { ContactButtons } from './ContactButtons.tsx'

export function MyHouseholdsPage() {
  const mine = useRead(endpoints.myContacts, {})
  return (
    <Page title="我联系的户" crumbs={[<Link to="/households">户</Link>]}>
      <Reading of={mine} lines={6}>
        {({ items, exemption }) => (
          <section className="panel" aria-label="我联系的户">
            {exemption && (
              <p className="note plain">
                您从{showDay(exemption.validFrom)}起免去联系户：{exemptReasonNames[exemption.reason]}。
              </p>
            )}
            {items.length === 0 && <Empty why="现在没有您联系的户" todo="有人提出时，会出现在这里，由您答应或不要。" />}
            <ul className="lines">
              {items.map(contact => (
                <li key={contact.id} className="stack">
                  <p>
                    <Link to="/households/$householdId" params={{ householdId: contact.householdId }}>
                      {contact.householdCode}
                    </Link>
                  </p>
                  <p className="sub">
                    {contactStateNames[contact.state]}
                    {contact.startedOn && `，从${showDay(contact.startedOn)}起`}
                  </p>
                  <ContactButtons contact={contact} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </Reading>
    </Page>
  )
}
