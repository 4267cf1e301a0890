/** One matter at the desk (一件事的办理): what comes next and why not yet, the text, the steps, votes, notices, opinions. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import { tallySentence } from '#features/votes/votes.words.ts'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Decision, type StageRecord } from '../decisions.contract.ts'
import { adoptionNames, capacityName, interestNames, opinionNames, stepName } from '../decisions.words.ts'
import * as asks from './AskedDialogs.tsx'
import { AskedFiles } from './AskedFiles.tsx'
import { WriteDialog } from './BeginDialog.tsx'
import * as dialogs from './DecisionDialogs.tsx'
import { Standing } from './DecisionStanding.tsx'
import * as outcomes from './OutcomeDialogs.tsx'
import { stepOf, verbNames, verbsOf, type Verb } from './verbs.ts'

const route = getRouteApi('/decisions/$decisionId')
type Comment = Decision['comments'][number]

export function DecisionPage() {
  const { decisionId } = route.useParams()
  const decision = useRead(endpoints.get, { params: { decisionId } })
  const [asking, setAsking] = useState<Verb | { reply: Comment } | null>(null)
  const close = () => setAsking(null)
  return (
    <Page
      title={decision.data ? decision.data.title : '四议两公开'}
      crumbs={[
        <Link key="all" to="/decisions">
          四议两公开
        </Link>,
      ]}
      actions={decision.data && <Actions decision={decision.data} onAsk={setAsking} />}
    >
      <Reading of={decision}>
        {value => (
          <>
            <Standing decision={value} />
            <Steps decision={value} />
            {value.asks.attachments.length > 0 && <AskedFiles decision={value} />}
            <Records decision={value} />
            <Papers decision={value} />
            <Opinions decision={value} onReply={reply => setAsking({ reply })} />
            <Interests decision={value} />
            {typeof asking === 'string' && <Asked verb={asking} decision={value} onClose={close} />}
            {typeof asking === 'object' && asking !== null && <dialogs.ReplyDialog comment={asking.reply} onClose={close} />}
          </>
        )}
      </Reading>
    </Page>
  )
}

function Actions({ decision, onAsk }: { decision: Decision; onAsk(verb: Verb): void }) {
  const step = stepOf(decision)
  const rest = verbsOf(decision).filter(verb => verb !== step)
  return (
    <>
      {decision.state !== 'draft' && <Button href={`/decisions/${decision.id}`}>居民看到的</Button>}
      {rest.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{ items: rest.map(verb => ({ key: verb, label: verbNames[verb] })), onClick: ({ key }) => onAsk(key as Verb) }}
        >
          <Button>还能办的事</Button>
        </Dropdown>
      )}
      {step && (
        <Button type="primary" onClick={() => onAsk(step)}>
          {verbNames[step]}
        </Button>
      )}
    </>
  )
}

function Asked({ verb, ...props }: dialogs.DialogProps & { verb: Verb }) {
  switch (verb) {
    case 'submit':
      return <dialogs.SubmitDialog {...props} />
    case 'table':
      return <dialogs.TableDialog {...props} />
    case 'conclude':
      return <dialogs.ConcludeDialog {...props} />
    case 'followCorrection':
      return <outcomes.FollowDialog {...props} />
    case 'advise':
      return <dialogs.AdviseDialog {...props} />
    case 'answerOpinion':
      return <dialogs.AnswerDialog {...props} />
    case 'declare':
      return <dialogs.DeclareDialog {...props} />
    case 'write':
      return <WriteDialog {...props} />
    case 'preCheck':
      return <asks.PreCheckDialog {...props} />
    case 'enterListing':
      return <asks.ListingDialog {...props} />
    case 'draftNotice':
      return <outcomes.NoticeDialog {...props} />
    case 'implement':
    case 'close':
    case 'archive':
      return <outcomes.DatedDialog {...props} verb={verb} />
    case 'withdraw':
    case 'refuse':
      return <outcomes.ReasonDialog {...props} verb={verb} />
    case 'urge':
      return <outcomes.UrgeDialog {...props} />
    case 'confirmUrgency':
      return <outcomes.ConfirmDialog {...props} />
    case 'sendBack':
      return <outcomes.SendBackDialog {...props} />
    case 'replaceSupervisor':
      return <outcomes.ReplaceDialog {...props} />
    case 'order':
      return <outcomes.OrderDialog {...props} />
  }
}

const Steps = ({ decision }: { decision: Decision }) => (
  <section className="panel" aria-label="步骤">
    <h2>步骤</h2>
    <ol>
      {decision.steps.map(({ stage, name, isDone }) => (
        <li key={stage}>
          {name}
          {!isDone && stage === decision.next && <b>（下一步）</b>}
        </li>
      ))}
    </ol>
  </section>
)

const recordColumns: readonly Column<StageRecord>[] = [
  { key: 'name', title: '哪一步', show: ({ name, past }) => `${name}${past ? '（上一轮）' : ''}` },
  { key: 'heldOn', title: '哪一天', tight: true, show: ({ heldOn, late }) => `${showDay(heldOn)}${late ? '（迟录）' : ''}` },
  { key: 'outcome', title: '结果', tight: true, show: ({ outcomeName }) => outcomeName },
  {
    key: 'verdict',
    title: '怎么算的',
    show: ({ verdict, reason, stage, document }) => [verdict, reason, stage === 'listing' && document].filter(Boolean).join('；'),
  },
  { key: 'who', title: '主持、记录', extra: true, show: ({ chair, recorder }) => [chair, recorder].filter(Boolean).join('、') },
  {
    key: 'check',
    title: '存证',
    tight: true,
    show: ({ id, name, recordEntryId }) =>
      recordEntryId && (
        <a key={id} href={`/verify#${recordEntryId}`} aria-label={`核对：${name}`}>
          核对
        </a>
      ),
  },
]
const Records = ({ decision }: { decision: Decision }) => (
  <section className="panel" aria-label="每一步的记录">
    <DataTable
      name="每一步的记录"
      columns={recordColumns}
      rows={decision.stages}
      keyOf={({ id }) => id}
      heading={<h2>每一步的记录</h2>}
      empty={<Empty why="还没有登记" todo="登记以后，每一步都记在这里。" />}
    />
  </section>
)

const Papers = ({ decision }: { decision: Decision }) => (
  <section className="panel" aria-label="表决和公开">
    <h2>表决和公开</h2>
    <ul className="lines">
      {decision.ballots.map(({ id, stage, meetingId, meetingTitle, body, heldOn, state, words, used, cancelReason, putRight }) => (
        <li key={id}>
          {stepName(stage)}：{meetingTitle}（{bodyNames[body]}，{showDay(heldOn)}）
          {/* what a step was made of stands in the record of the step */}
          {state === 'closed' ? !used && `，${words.join('；')}` : state === 'cancelled' ? `，取消了：${cancelReason}` : '，还没有表决完'}
          {putRight.map(({ reason, wasTally, tally, wasText, text }) => (
            <p key={reason} className="sub">
              更正：{reason}。原来{tallySentence(wasTally)}，现在{tallySentence(tally)}
              {text !== null && `。原来的文字：${wasText}。现在的文字：${text}`}
            </p>
          ))}
          <div>
            <Link to="/votes/$meetingId" params={{ meetingId }}>
              看{showDay(heldOn)}的会议
            </Link>
          </div>
        </li>
      ))}
      {decision.notices.map(({ id, stage, publishedOn, endsOn, openObjections, result }) => (
        <li key={id}>
          {stepName(stage)}：{publishedOn ? `${showDay(publishedOn)}贴出` : '还在起草'}
          {endsOn && `，到${showDay(endsOn)}`}
          {openObjections > 0 && `，${openObjections}条异议没有答复`}
          {result && `，${result}`}
          <div>
            <Link to="/notices/$noticeId" params={{ noticeId: id }}>
              看{stepName(stage)}的公示
            </Link>
          </div>
        </li>
      ))}
      {decision.ballots.length + decision.notices.length === 0 && <li>还没有。</li>}
    </ul>
  </section>
)

const Opinions = ({ decision, onReply }: { decision: Decision; onReply(comment: Comment): void }) => (
  <section className="panel" aria-label="意见">
    <h2>党员首议和居民意见</h2>
    <ul className="lines">
      {decision.advice.map(({ stageId, opinion, reason, heldOn, adoption, adoptionReason }) => (
        <li key={stageId}>
          党员{showDay(heldOn)}：{opinionNames[opinion]}
          {reason && `，${reason}`}
          {adoption && `。答复：${adoptionNames[adoption]}，${adoptionReason}`}
        </li>
      ))}
      {decision.comments.map(comment => (
        <li key={comment.id}>
          居民{showDay(comment.sentOn)}：{comment.content}
          {comment.reply === null ? (
            <>
              （{showDay(comment.replyBy)}前答复）
              <Button type="link" size="small" aria-label={`答复：${comment.content}`} onClick={() => onReply(comment)}>
                答复
              </Button>
            </>
          ) : (
            `。答复：${comment.reply}`
          )}
        </li>
      ))}
      {decision.advice.length + decision.comments.length === 0 && <li>还没有。</li>}
    </ul>
  </section>
)

const Interests = ({ decision }: { decision: Decision }) => (
  <section className="panel" aria-label="回避">
    <h2>回避</h2>
    <ul className="lines">
      {decision.declarationsDue.map(({ personId, name, capacity, asks }) => (
        <li key={`${personId} ${capacity}`}>
          还没有问：{name}（{capacityName(capacity)}），{asks}
        </li>
      ))}
      {decision.declarations.map(({ personId, name, capacity, interest, recused, declaredOn }, index) => (
        <li key={`${personId} ${index}`}>
          {name}（{capacityName(capacity)}）：{interestNames[interest]}
          {recused && '，回避'}，{showDay(declaredOn)}
        </li>
      ))}
      {decision.declarations.length + decision.declarationsDue.length === 0 && <li>还没有。</li>}
    </ul>
  </section>
)
