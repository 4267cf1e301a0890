/** One notice at the desk (一份公示): what is being written, what the gate found, objections, versions, the wall. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useRead } from '#platform/web/api-client.ts'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Notice } from '../disclosures.contract.ts'
import { missingSentence, noticeRule, stateNames } from '../disclosures.words.ts'
import type { Asking, Verb } from './asking.ts'
import {
  AcceptDialog,
  ConcludeDialog,
  CorrectDialog,
  DecideDialog,
  PlainDialog,
  PostDialog,
  PublishDialog,
  ReceiveDialog,
  TakeDownDialog,
  UnpublishDialog,
  type PlainStep,
} from './NoticeDialogs.tsx'
import { NoticeLamp } from './NoticeLamp.tsx'
import { Objections, Postings, Versions } from './NoticeRecords.tsx'
import { Findings, Work } from './NoticeWork.tsx'
import { WriteDialog } from './WriteDialog.tsx'

const route = getRouteApi('/notices/$noticeId')

/** Buttons of the notice itself, the next step last. */
const verbs = [
  ['discard', '不办了'],
  ['sendBack', '退回'],
  ['unpublish', '撤下名单'],
  ['correct', '更正'],
  ['submit', '提交'],
  ['publish', '发布'],
  ['conclude', '填公示结果'],
] as const satisfies readonly (readonly [Verb, string])[]
const next: readonly Verb[] = ['submit', 'publish', 'conclude']

export function NoticePage() {
  const { noticeId } = route.useParams()
  const notice = useRead(endpoints.get, { params: { noticeId } })
  const [asking, setAsking] = useState<Asking>(null)
  return (
    <Page
      title={notice.data?.title ?? '公示'}
      crumbs={[
        <Link key="all" to="/notices">
          公示公开
        </Link>,
      ]}
      beside={notice.data && <NoticeLamp notice={notice.data} />}
      actions={notice.data && <Actions notice={notice.data} onAsk={setAsking} />}
    >
      <Reading of={notice} lines={8}>
        {value => (
          <>
            <Standing notice={value} />
            {value.work && <Work notice={value} onAsk={setAsking} />}
            {value.work && value.allowedActions.includes('findings') && <Findings notice={value} onAsk={setAsking} />}
            {value.number > 0 && (
              <>
                <Objections notice={value} onAsk={setAsking} />
                <Versions notice={value} />
                <Postings notice={value} onAsk={setAsking} />
              </>
            )}
            <Asked notice={value} asking={asking} onClose={() => setAsking(null)} />
          </>
        )}
      </Reading>
    </Page>
  )
}

const Actions = ({ notice, onAsk }: { notice: Notice; onAsk(asking: Asking): void }) => (
  <>
    {notice.number > 0 && <Button href={`/notices/${notice.id}`}>居民看到的</Button>}
    {verbs
      .filter(([name]) => notice.allowedActions.includes(name))
      .map(([name, verb]) => (
        <Button key={name} type={next.includes(name) ? 'primary' : 'default'} onClick={() => onAsk(name)}>
          {verb}
        </Button>
      ))}
  </>
)

function Standing({ notice }: { notice: Notice }) {
  const {
    unitName,
    type,
    state,
    clock,
    missing,
    work,
    result,
    withdrawnOn,
    recalled,
    unpublishedOn,
    unpublishReason,
    resultOverdue,
    resultDueOn,
  } = notice
  return (
    <section className="panel" aria-label="到了哪一步">
      <h2>{stateNames[state]}</h2>
      <p>
        {unitName}，{noticeRule(type).name}
        {clock?.endsOn && `，最后一天是${showDay(clock.endsOn)}${clock.estimated ? '（估算）' : ''}`}。
      </p>
      {work && missing.length > 0 && <p className="note soon">{missingSentence(missing)}</p>}
      {withdrawnOn && <p>{showDay(withdrawnOn)}撤下。</p>}
      {recalled && (
        <p>
          {showDay(recalled.on)}不算数了：{recalled.reason}
        </p>
      )}
      {unpublishedOn && (
        <p>
          {showDay(unpublishedOn)}撤下名单：{unpublishReason}
        </p>
      )}
      {resultOverdue && <p className="note late">结果应在{showDay(resultDueOn)}以前公开，已经逾期。</p>}
      {result && (
        <p>
          公示结果（{showDay(result.on)}
          {result.by && `，${result.by}填`}）：{result.text}
        </p>
      )}
    </section>
  )
}

function Asked({ notice, asking, onClose }: { notice: Notice; asking: Asking; onClose(): void }) {
  if (asking === null) return null
  const props = { notice, onClose }
  if (typeof asking === 'object') {
    if ('accept' in asking) return <AcceptDialog {...props} finding={asking.accept} />
    if ('decide' in asking) return <DecideDialog {...props} objection={asking.decide} />
    return <TakeDownDialog {...props} postingId={asking.takeDown} />
  }
  const dialogs = {
    write: WriteDialog,
    publish: PublishDialog,
    correct: CorrectDialog,
    conclude: ConcludeDialog,
    unpublish: UnpublishDialog,
    receive: ReceiveDialog,
    post: PostDialog,
  }
  if (asking in dialogs) {
    const Dialog = dialogs[asking as keyof typeof dialogs]
    return <Dialog {...props} />
  }
  return <PlainDialog {...props} step={asking as PlainStep} />
}
