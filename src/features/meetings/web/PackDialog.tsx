/** The items of an activity pack (“六个一”项目): the town names them, everyone sees which are named. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Pack } from '../meetings.contract.ts'
import { unnamedSentence } from '../meetings.words.ts'

export function PackDialog({ onClose }: { onClose(): void }) {
  const packs = useRead(endpoints.packs, {})
  return (
    <Dialog title="“六个一”项目" onCancel={onClose} footer={<Button onClick={onClose}>看好了</Button>}>
      <Reading of={packs}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty why="还没有活动包" todo="请联系系统管理员。" />
          ) : (
            items.map(pack => <PackItems key={pack.id} pack={pack} />)
          )
        }
      </Reading>
    </Dialog>
  )
}

function PackItems({ pack }: { pack: Pack }) {
  const [name, setName] = useState('')
  const naming = useWrite(endpoints.nameItem)
  return (
    <div className="stack">
      <ol className="lines" aria-label={pack.name}>
        {pack.items.map(item => (
          <li key={item.id}>
            {item.position}. {item.name}
          </li>
        ))}
      </ol>
      <p className="sub">{unnamedSentence(pack.name, pack.size - pack.items.length)}</p>
      {pack.allowedActions.includes('nameItem') && (
        <form
          className="buttons"
          onSubmit={event => {
            event.preventDefault()
            naming.mutate({ params: { packId: pack.id }, body: { name } }, { onSuccess: () => setName('') })
          }}
        >
          <Input aria-label="下一项的名称" value={name} maxLength={20} onChange={event => setName(event.target.value)} />
          <Button htmlType="submit" loading={naming.isPending}>
            定名
          </Button>
        </form>
      )}
      <ProblemAlert problem={naming.error} rest={naming.error?.errors.map(({ detail }) => detail) ?? []} />
    </div>
  )
}
