/** Wishes of a village (微心愿): posted without the person, taken up, fulfilled, confirmed. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Wish } from '../commitments.contract.ts'
import { wishStateNames } from '../commitments.words.ts'
import { EntryDialog } from './EntryDialog.tsx'
import { useLedgerPlace } from './places.tsx'
import { Act, Ask } from './verbs.tsx'

export function WishesTab({ below }: { below: string | undefined }) {
  const { query, pager } = useLedgerPlace(below)
  const wishes = useRead(endpoints.wishes, { query: { below, cursor: query.cursor } })
  const posts = useHoldsAny(['villageSecretary', 'villageClerk', 'branchSecretary', 'gridLeader'])
  return (
    <>
      <h2>微心愿</h2>
      {posts && (
        <div className="buttons">
          <PostButton />
        </div>
      )}
      <Reading of={wishes}>
        {({ items, nextCursor }) => (
          <>
            <WishList items={items} empty="还没有微心愿" />
            {pager(nextCursor)}
          </>
        )}
      </Reading>
    </>
  )
}

export function WishList({ items, empty }: { items: readonly Wish[]; empty: string }) {
  if (items.length === 0) return <Empty why={empty} todo="由村里登记，只写要什么，不写是谁。" />
  return (
    <ul className="lines">
      {items.map(wish => (
        <li key={wish.id} className="stack">
          <p>
            <b>{wish.text}</b> <span className="state">{wishStateNames[wish.state]}</span>
          </p>
          <p className="sub">
            {wish.unitName}，{showDay(wish.expiresOn)}前{wish.claimedByName !== null && `，${wish.claimedByName}认领`}
          </p>
          <Buttons wish={wish} />
        </li>
      ))}
    </ul>
  )
}

function Buttons({ wish }: { wish: Wish }) {
  const may = (name: string) => wish.allowedActions.includes(name)
  const input = { params: { wishId: wish.id } }
  const of = wish.text
  return (
    <div className="buttons">
      {may('claimWish') && <Act of={of} verb="我来" primary endpoint={endpoints.claimWish} input={input} />}
      {may('beginWish') && <Act of={of} verb="开始办" endpoint={endpoints.beginWish} input={input} />}
      {may('deliverWish') && <Act of={of} verb="办好了" primary endpoint={endpoints.deliverWish} input={input} />}
      {may('giveBackWish') && <Act of={of} verb="办不了，退回" endpoint={endpoints.giveBackWish} input={input} />}
      {may('confirmWish') && <Act of={of} verb="确认办好" primary endpoint={endpoints.confirmWish} input={input} />}
      {may('closeWish') && <Act of={of} verb="办结" endpoint={endpoints.closeWish} input={input} />}
      {may('recipient') && <Recipient wish={wish} />}
      {may('deliverWish') && <EntryDialog of={of} kind="wish" ofId={wish.id} />}
      {may('withdrawWish') && <Act of={of} verb="撤回" endpoint={endpoints.withdrawWish} input={input} />}
    </div>
  )
}

/** Shown on asking; each look is kept on record. */
function Recipient({ wish }: { wish: Wish }) {
  const asking = useWrite(endpoints.recipient)
  const [whom, setWhom] = useState<string | null>(null)
  if (whom !== null) return <span className="said">为{whom}</span>
  const look = () => asking.mutate({ params: { wishId: wish.id } }, { onSuccess: answer => setWhom(answer.whom) })
  return (
    <>
      <Button aria-label={`看为谁：${wish.text}`} loading={asking.isPending} onClick={look}>
        看为谁
      </Button>
      <ProblemAlert problem={asking.error} />
    </>
  )
}

const PostButton = () => (
  <Ask of="微心愿" verb="登记心愿" primary>
    {close => (
      <FormDialog<typeof endpoints.postWish, { unitId: string; text: string; whom: string; expiresOn: string }>
        title="登记心愿"
        verb="登记"
        endpoint={endpoints.postWish}
        input={body => ({ body })}
        onClose={close}
      >
        <Field name="unitId" label="哪里" required>
          <UnitSelect />
        </Field>
        <Field name="text" label="要什么" required hint="大家都看得到。不要写姓名、电话、病情。">
          <Input maxLength={60} />
        </Field>
        <Field name="whom" label="为谁" required hint="加密保存。只有村里和认领的人看得到，看了有记录，办结就删。">
          <Input maxLength={60} />
        </Field>
        <Field name="expiresOn" label="等到哪天" required>
          <Input type="date" />
        </Field>
      </FormDialog>
    )}
  </Ask>
)
