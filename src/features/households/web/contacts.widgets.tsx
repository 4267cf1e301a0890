/** The homes of a grid and who listens to each (一个网格的联系户): proposed, agreed, ended and remembered; for pages of other features. */
import { Button } from 'antd'
import { useState } from 'react'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import type { Role } from '#platform/shared/actor.ts'
import { useRead } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type HouseholdLine } from '../households.contract.ts'
import { contactStateNames } from '../households.words.ts'
import { Contacts } from './Contacts.tsx'

/** Who keeps the homes of a place; the town reads counts alone. */
const keepers: readonly Role[] = ['gridLeader', 'branchSecretary', 'villageClerk', 'villageSecretary']

/** By number, page after page. */
export function GridHomes({ unitId }: { unitId: string }) {
  const keeps = useHoldsAny(keepers)
  const [places, setPlaces] = useState<readonly (string | undefined)[]>([undefined])
  const [opened, setOpened] = useState<string | null>(null)
  const query = { below: unitId, state: 'occupied', cursor: places.at(-1), limit: 25 } as const
  const homes = useRead(endpoints.list, { query }, { enabled: keeps })
  if (!keeps) return null
  return (
    <section className="panel" aria-labelledby="homes">
      <h2 id="homes">联系户</h2>
      <Reading of={homes} lines={6}>
        {({ items, total, nextCursor }) =>
          items.length === 0 ? (
            <Empty why="这里还没有户，或不归您管" todo="在“户和联系户”里登记。" />
          ) : (
            <>
              <ul className="lines">
                {items.map(home => (
                  <li key={home.id} className="stack">
                    <p className="row">
                      <b>{home.code}</b>
                      <span className="sub">{contactOf(home)}</span>
                      <Button
                        aria-expanded={opened === home.id}
                        aria-label={`联系人：${home.code}`}
                        onClick={() => setOpened(opened === home.id ? null : home.id)}
                      >
                        {opened === home.id ? '收起' : '联系人'}
                      </Button>
                    </p>
                    {opened === home.id && <OneHome householdId={home.id} />}
                  </li>
                ))}
              </ul>
              <p className="row">
                <span className="sub">共{total}户，按户号排。</span>
                {places.length > 1 && <Button onClick={() => setPlaces(places.slice(0, -1))}>上一页</Button>}
                {nextCursor !== null && <Button onClick={() => setPlaces([...places, nextCursor])}>下一页</Button>}
              </p>
            </>
          )
        }
      </Reading>
    </section>
  )
}

function contactOf({ contact, withoutContactSince }: HouseholdLine): string {
  if (contact) return `${contact.memberName}，${contactStateNames[contact.state]}`
  return withoutContactSince ? `从${showDay(withoutContactSince)}起没有人联系` : '没有联系人'
}

/** The home's contacts with their history, as on its own page. */
function OneHome({ householdId }: { householdId: string }) {
  const home = useRead(endpoints.get, { params: { householdId } })
  return (
    <Reading of={home} lines={3}>
      {found => <Contacts home={found} />}
    </Reading>
  )
}
