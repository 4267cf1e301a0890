/** One dialog for each thing to do with a matter (办理对话框). */
import { Checkbox, Form, Input, Radio, Select } from 'antd'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import { bodyNames } from '#features/thresholds/thresholds.words.ts'
import { endpoints as votes, type VotingMeeting } from '#features/votes/votes.contract.ts'
import { Declarations } from '#features/votes/web/votes.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { showInstant } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Adoption, Capacity, endpoints, Interest, Opinion, type Decision } from '../decisions.contract.ts'
import { decidingStage, isVote } from '../decisions.rules.ts'
import { adoptionNames, capacityName, interestNames, opinionNames, stepName } from '../decisions.words.ts'
import { HeldFields, nothingSaid, type HeldValues } from './HeldFields.tsx'

export interface DialogProps {
  decision: Decision
  onClose(): void
}
const asked = ({ id, version }: Decision) => ({ params: { decisionId: id }, ifMatch: version })

export const SubmitDialog = ({ decision, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.submit, { onDay: string }>
    title="登记"
    verb="登记"
    endpoint={endpoints.submit}
    input={body => ({ ...asked(decision), body })}
    onClose={onClose}
  >
    <p>登记以后，居民都看得到。</p>
    <Field name="onDay" label="哪一天" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)

export function TableDialog({ decision, onClose }: DialogProps) {
  const found = useRead(votes.list, { query: { limit: 100 } })
  const options = found.data?.items
    .filter(({ state }) => state === 'planned' || state === 'held')
    .map(({ id, title, startsAt, decidingBody }) => ({
      value: id,
      label: `${title}（${bodyNames[decidingBody]}，${showInstant(startsAt)}）`,
    }))
  return (
    <FormDialog<typeof endpoints.table, { meetingId: string; ownInterests?: boolean }>
      title="放进会议"
      verb="放进会议"
      endpoint={endpoints.table}
      input={({ meetingId, ownInterests = false }) => ({ ...asked(decision), body: { meetingId, ownInterests } })}
      onClose={onClose}
    >
      <p>表决的是现在这份文本。下一步：{decision.next && stepName(decision.next)}。</p>
      <Field name="meetingId" label="哪一次会议" required hint="先在“表决会议”里通知开会。">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={options ?? []}
          loading={found.isFetching}
          notFoundContent="还没有通知开会"
        />
      </Field>
      <BoardAsked decision={decision} meetings={found.data?.items ?? []} />
      <Form.Item name="ownInterests" valuePropName="checked">
        <Checkbox>牵涉干部自己的利益，无记名投票</Checkbox>
      </Form.Item>
    </FormDialog>
  )
}

/** Before a collective decides, everyone on its board says whether the matter concerns them. Source: domain §3. */
function BoardAsked({ decision, meetings }: { decision: Decision; meetings: readonly VotingMeeting[] }) {
  const chosen = Form.useWatch<string | undefined>('meetingId', Form.useFormInstance())
  const meeting = meetings.find(({ id }) => id === chosen)
  if (!meeting?.decidingBody.startsWith('collective')) return null
  return <Declarations bodyId={meeting.bodyId} subject={{ kind: 'decision', id: decision.id }} />
}

/** The step that the desk records now: of an emergency its vote, once that is counted. */
const stageToRecord = ({ next, urgent, ballots }: Decision) =>
  urgent?.signedTwice === true ? (ballots.some(({ used, state }) => !used && state === 'closed') ? 'assembly' : 'partyResearch') : next

type Concluding = HeldValues & { outcome?: 'passed' | 'returned'; reason: string; resultDueOn?: string }
export function ConcludeDialog({ decision, onClose }: DialogProps) {
  const stage = stageToRecord(decision) as 'partyResearch' | 'assembly'
  const stages = decision.steps.map(({ stage: each }) => each)
  const decides = stage === decidingStage(stages) && stages.includes('resultDisclosure')
  return (
    <FormDialog<typeof endpoints.conclude, Concluding>
      title={stepName(stage)}
      verb="登记结果"
      endpoint={endpoints.conclude}
      input={({ heldOn, outcome, reason = '', resultDueOn, ...rest }) => ({
        params: { decisionId: decision.id, stage },
        ifMatch: decision.version,
        body: { ...rest, reason, heldOn: heldOn ?? null, outcome: outcome ?? null, resultDueOn: resultDueOn ?? null },
      })}
      initial={nothingSaid}
      onClose={onClose}
    >
      {isVote(stage) ? <p>票数照表决会议的结果，不用再填。</p> : null}
      {!isVote(stage) && (
        <>
          <Field name="outcome" label="结果" required>
            <Radio.Group
              options={[
                { value: 'passed', label: '同意往下办' },
                { value: 'returned', label: '退回' },
              ]}
            />
          </Field>
          <Field name="reason" label="理由" hint="退回的要写。">
            <Input.TextArea rows={2} maxLength={1000} />
          </Field>
        </>
      )}
      <HeldFields withDay={!isVote(stage)} />
      {decides && (
        <Field name="resultDueOn" label="最迟哪一天公开结果" required hint="没有通过的，不算数。">
          <Input type="date" />
        </Field>
      )}
    </FormDialog>
  )
}

export const AdviseDialog = ({ decision, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.advise, HeldValues & { heldOn: string; opinion: Opinion; reason: string }>
    title="登记首议意见"
    verb="登记"
    endpoint={endpoints.advise}
    input={body => ({ ...asked(decision), body })}
    initial={nothingSaid}
    onClose={onClose}
  >
    <Field name="opinion" label="党员的意见" required hint="“请再考虑”只退回一次，第二次带着意见往下走。">
      <Radio.Group options={Opinion.options.map(value => ({ value, label: opinionNames[value] }))} />
    </Field>
    <Field name="reason" label="理由" hint="除了赞成，都要写。">
      <Input.TextArea rows={2} maxLength={1000} />
    </Field>
    <HeldFields withDay />
  </FormDialog>
)

export const AnswerDialog = ({ decision, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.answerOpinion, { adoption: Adoption; reason: string }>
    title="答复首议意见"
    verb="答复"
    endpoint={endpoints.answerOpinion}
    input={body => ({ params: { decisionId: decision.id }, body })}
    onClose={onClose}
  >
    <Field name="adoption" label="采纳没有" required>
      <Radio.Group options={Adoption.options.map(value => ({ value, label: adoptionNames[value] }))} />
    </Field>
    <Field name="reason" label="为什么" required>
      <Input.TextArea rows={3} maxLength={500} />
    </Field>
  </FormDialog>
)

export const ReplyDialog = ({ comment, onClose }: { comment: Decision['comments'][number]; onClose(): void }) => (
  <FormDialog<typeof endpoints.reply, { reply: string }>
    title="答复居民意见"
    verb="答复"
    endpoint={endpoints.reply}
    input={body => ({ params: { commentId: comment.id }, body })}
    onClose={onClose}
  >
    <p>{comment.content}</p>
    <Field name="reply" label="答复" required hint="意见和答复一起登出来。">
      <Input.TextArea rows={3} maxLength={1000} />
    </Field>
  </FormDialog>
)

export const DeclareDialog = ({ decision, onClose }: DialogProps) => (
  <FormDialog<typeof endpoints.declare, { personId: string; capacity: Capacity; interest: Interest; recused?: boolean }>
    title="登记回避说明"
    verb="登记"
    endpoint={endpoints.declare}
    input={({ recused = false, ...body }) => ({ params: { decisionId: decision.id }, body: { ...body, recused } })}
    initial={{ interest: 'none' }}
    onClose={onClose}
  >
    <p>主持、记录、监督、提议的人，每一步都要问一次。</p>
    <Field name="personId" label="谁" required>
      <PersonSelect />
    </Field>
    <Field name="capacity" label="在哪一步" required>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={Capacity.options
          .filter(value => value === 'proposal' || value === 'supervision' || decision.steps.some(({ stage }) => stage === value))
          .map(value => ({ value, label: capacityName(value) }))}
      />
    </Field>
    <Field name="interest" label="这件事和他有没有关系" required>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={Interest.options.map(value => ({ value, label: interestNames[value] }))}
      />
    </Field>
    <Form.Item name="recused" valuePropName="checked">
      <Checkbox>回避</Checkbox>
    </Form.Item>
  </FormDialog>
)
