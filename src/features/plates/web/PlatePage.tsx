/** One plate (一块党员户牌): who said yes, and what may be done now. Taking the consent back is one press, without a reason. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Plate } from '../plates.contract.ts'
import { plateStateNames, removeReasonNames, replaceReasonNames } from '../plates.words.ts'
import { AgreeDialog, AgreeForDialog, MountDialog, RemoveDialog, ReplaceDialog } from './PlateDialogs.tsx'

const route = getRouteApi('/plates/$plateId')

/** The household, or a member named. */
interface Party {
  personId: string | null
  name: string
  agreedOn: string | null
  names: boolean
}
type Asked = { verb: 'agree' | 'mount' | 'replace' | 'remove' } | { verb: 'agreeFor'; party: Party }

export function PlatePage() {
  const { plateId } = route.useParams()
  const plate = useRead(endpoints.get, { params: { plateId } })
  const title = plate.data ? (plate.data.number ?? plate.data.householdCode ?? plate.data.unitName) : '党员户牌'
  return (
    <Page
      title={title}
      crumbs={[<Link to="/plates">党员户</Link>]}
      beside={plate.data && <span className="state">{plateStateNames[plate.data.state]}</span>}
    >
      <Reading of={plate} lines={8}>
        {value => <One plate={value} />}
      </Reading>
    </Page>
  )
}

function One({ plate }: { plate: Plate }) {
  const navigate = route.useNavigate()
  const [asked, setAsked] = useState<Asked | null>(null)
  const issuing = useWrite(endpoints.issue)
  const withdrawing = useWrite(endpoints.withdraw)
  const may = (action: string) => plate.allowedActions.includes(action)
  const params = { plateId: plate.id }
  const close = () => setAsked(null)
  return (
    <>
      <section className="panel" aria-label="这块牌">
        <Facts plate={plate} />
        <ProblemAlert problem={issuing.error ?? withdrawing.error} />
        <Space wrap>
          {may('agree') && (
            <Button type="primary" onClick={() => setAsked({ verb: 'agree' })}>
              我同意挂牌
            </Button>
          )}
          {may('withdraw') && (
            <Button loading={withdrawing.isPending} onClick={() => withdrawing.mutate({ params })}>
              我不同意挂
            </Button>
          )}
          {may('issue') && (
            <Button type="primary" loading={issuing.isPending} onClick={() => issuing.mutate({ params, ifMatch: plate.version })}>
              给牌号
            </Button>
          )}
          {may('mount') && (
            <Button type="primary" onClick={() => setAsked({ verb: 'mount' })}>
              登记挂牌
            </Button>
          )}
          {may('replace') && <Button onClick={() => setAsked({ verb: 'replace' })}>换牌</Button>}
          {may('remove') && <Button onClick={() => setAsked({ verb: 'remove' })}>{plate.number ? '登记取下' : '不办了'}</Button>}
        </Space>
      </section>
      <Parties plate={plate} onAgree={party => setAsked({ verb: 'agreeFor', party })} />
      {asked?.verb === 'agree' && <AgreeDialog plate={plate} onClose={close} />}
      {asked?.verb === 'agreeFor' && <AgreeForDialog plate={plate} {...asked.party} onClose={close} />}
      {asked?.verb === 'mount' && <MountDialog plate={plate} onClose={close} />}
      {asked?.verb === 'replace' && (
        <ReplaceDialog
          plate={plate}
          onClose={close}
          onDone={({ id }) => void navigate({ to: '/plates/$plateId', params: { plateId: id } })}
        />
      )}
      {asked?.verb === 'remove' && <RemoveDialog plate={plate} onClose={close} />}
    </>
  )
}

function Facts({ plate }: { plate: Plate }) {
  const { householdCode, unitName, offeredOn, issuedOn, mountedOn, endedOn, replaceReason, removeReason } = plate
  const why = replaceReason ? replaceReasonNames[replaceReason] : removeReason ? removeReasonNames[removeReason] : null
  return (
    <p>
      {unitName}
      {householdCode && `，户号${householdCode}`}。{showDay(offeredOn)}提出
      {issuedOn && `，${showDay(issuedOn)}给牌号`}
      {mountedOn && `，${showDay(mountedOn)}挂上`}
      {endedOn && `，${showDay(endedOn)}起无效`}
      {why && `（${why}）`}。
    </p>
  )
}

function Parties({ plate, onAgree }: { plate: Plate; onAgree(party: Party): void }) {
  const withdrawing = useWrite(endpoints.withdrawFor)
  const may = (action: string) => plate.allowedActions.includes(action)
  const parties: Party[] = [
    { personId: null, name: '这一户', agreedOn: plate.householdAgreedOn, names: plate.householdNames },
    ...plate.members,
  ]
  const columns: readonly Column<Party>[] = [
    { key: 'name', title: '谁', show: ({ name }) => name },
    { key: 'agreedOn', title: '同意', tight: true, show: ({ agreedOn }) => (agreedOn === null ? '还没有' : showDay(agreedOn)) },
    { key: 'names', title: '扫码可见姓名', tight: true, show: ({ names }) => (names ? '可以' : '不显示') },
    {
      key: 'does',
      title: '操作',
      does: true,
      show: party => (
        <>
          {may('agreeFor') && party.agreedOn === null && (
            <Button type="link" size="small" aria-label={`代登记同意：${party.name}`} onClick={() => onAgree(party)}>
              同意了
            </Button>
          )}
          {may('withdrawFor') && (
            <Button
              type="link"
              size="small"
              aria-label={`代登记不同意：${party.name}`}
              onClick={() => withdrawing.mutate({ params: { plateId: plate.id }, body: { personId: party.personId } })}
            >
              不同意
            </Button>
          )}
        </>
      ),
    },
  ]
  return (
    <section className="panel" aria-label="谁同意了">
      <ProblemAlert problem={withdrawing.error} />
      <DataTable
        name="谁同意了"
        columns={columns}
        rows={parties}
        keyOf={({ personId }) => personId ?? 'household'}
        heading={<h2>谁同意了</h2>}
        empty={<Empty why="没有人" todo="" />}
      />
      <p className="sub">一个人不同意，牌就无效。不问原因。</p>
    </section>
  )
}
