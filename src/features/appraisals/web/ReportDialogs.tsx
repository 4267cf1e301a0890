/** What the acts of a report ask (述职各步的对话框). The secretary writes words; no field takes a number of the report. */
import { Input, InputNumber, Radio, Select } from 'antd'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { call, useRead } from '#platform/web/api-client.ts'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { endpoints, Grade, Voters, type AppraisalReport, type ReportText, type Tally } from '../appraisals.contract.ts'
import { gradeNames, votersNames } from '../appraisals.words.ts'

export interface ReportDialogProps {
  report: AppraisalReport
  onClose(): void
}

type Words = Omit<ReportText, 'ownProblems'> & { ownProblems: string }
const wordsOf = ({ achieved, lacking, nextSteps, ownProblems }: AppraisalReport): Words => ({
  achieved,
  lacking,
  nextSteps,
  ownProblems: ownProblems.join('\n'),
})
const linesOf = (text: string | undefined) => (text ?? '').split('\n').filter(line => line.trim() !== '')
const readAgain = (id: string) => call(endpoints.get, { params: { reportId: id } })

export const WriteDialog = ({ report, onClose }: ReportDialogProps) => (
  <FormDialog<typeof endpoints.write, Words>
    title="述职报告"
    verb="保存"
    endpoint={endpoints.write}
    input={({ ownProblems, ...body }) => ({ params: { reportId: report.id }, body: { ...body, ownProblems: linesOf(ownProblems) } })}
    initial={wordsOf(report)}
    versioned={{
      version: report.version,
      read: async () => {
        const now = await readAgain(report.id)
        return { version: now.version, values: wordsOf(now) }
      },
      labels: { achieved: '做了什么', lacking: '有什么不足', nextSteps: '下一步怎么做', ownProblems: '自己查摆的问题' },
    }}
    onClose={onClose}
    wide
  >
    <p>数字由记录算出，这里只写话。</p>
    <Field name="achieved" label="做了什么" required>
      <Input.TextArea rows={5} maxLength={5000} showCount />
    </Field>
    <Field name="lacking" label="有什么不足" required>
      <Input.TextArea rows={4} maxLength={5000} showCount />
    </Field>
    <Field name="nextSteps" label="下一步怎么做" required>
      <Input.TextArea rows={4} maxLength={5000} showCount />
    </Field>
    <Field name="ownProblems" label="自己查摆的问题" hint="每行写一个，最多10个。">
      <Input.TextArea rows={3} maxLength={2000} />
    </Field>
  </FormDialog>
)

/** A leader writes the own comment; the office chooses whose it was. */
export function CommentDialog({ report, onClose }: ReportDialogProps) {
  const me = useMyAccount().data
  const isOffice = me?.posts.some(({ role }) => role === 'townClerk') ?? false
  const leaders = useRead(endpoints.leaders, { params: { reportId: report.id } })
  if (!me) return null
  return (
    <FormDialog<typeof endpoints.comment, { leaderId?: string; text: string }>
      title="点评"
      verb="点评"
      endpoint={endpoints.comment}
      input={({ leaderId, text }) => ({ params: { reportId: report.id }, body: { leaderId: leaderId ?? me.personId, text } })}
      onClose={onClose}
    >
      <p>一份述职，一次点评。写下以后不能再改。</p>
      {isOffice && (
        <Field name="leaderId" label="谁点评的" required>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={!leaders.data}
            options={(leaders.data?.items ?? []).map(({ id, name, title }) => ({ value: id, label: `${name}（${title}）` }))}
          />
        </Field>
      )}
      <Field name="text" label="点评" required>
        <Input.TextArea rows={5} maxLength={2000} showCount />
      </Field>
    </FormDialog>
  )
}

interface TallyFields {
  tallies: Omit<Tally, 'voters'>[]
}
const nobody = { eligible: 0, good: 0, fairlyGood: 0, average: 0, poor: 0 }
const tallyFieldsOf = ({ tallies }: Pick<AppraisalReport, 'tallies'>): TallyFields => ({
  tallies: Voters.options.map(group => {
    const { voters: _, ...numbers } = tallies.find(({ voters }) => voters === group) ?? { voters: group, ...nobody }
    return numbers
  }),
})
const inWords = (tallies: TallyFields['tallies']) =>
  tallies
    .map(({ eligible, good, fairlyGood, average, poor }, at) =>
      eligible === 0 ? '' : `${votersNames[Voters.options[at]!]}应评${eligible}：${good}/${fairlyGood}/${average}/${poor}`,
    )
    .filter(Boolean)
    .join('；')

export const TallyDialog = ({ report, onClose }: ReportDialogProps) => (
  <FormDialog<typeof endpoints.tally, TallyFields>
    title="登记评议"
    verb="登记"
    endpoint={endpoints.tally}
    input={({ tallies }) => ({
      params: { reportId: report.id },
      body: { tallies: tallies.map((numbers, at) => ({ voters: Voters.options[at]!, ...numbers })) },
    })}
    initial={tallyFieldsOf(report)}
    versioned={{
      version: report.version,
      read: async () => {
        const now = await readAgain(report.id)
        return { version: now.version, values: tallyFieldsOf(now) }
      },
      labels: { tallies: '评议' },
      show: (_, value) => inWords(value as TallyFields['tallies']),
    }}
    onClose={onClose}
    wide
  >
    <p>只写每组几人、每档几票，不记谁投的。没有请的组写0。</p>
    {Voters.options.map((voters, at) => (
      <fieldset key={voters} className="part tally-group">
        <legend>{votersNames[voters]}</legend>
        <div className="tally">
          <NumberField name={['tallies', at, 'eligible']} label="应评" />
          {Grade.options.map(grade => (
            <NumberField key={grade} name={['tallies', at, grade]} label={gradeNames[grade]} />
          ))}
        </div>
      </fieldset>
    ))}
  </FormDialog>
)

const NumberField = (props: { name: (string | number)[]; label: string }) => (
  <Field {...props} required>
    <InputNumber min={0} max={100_000} precision={0} />
  </Field>
)

export const GradeDialog = ({ report, onClose }: ReportDialogProps) => (
  <FormDialog<typeof endpoints.decide, { grade: Grade; decidedOn: string }>
    title="登记镇党委定的档次"
    verb="登记"
    endpoint={endpoints.decide}
    input={body => ({ params: { reportId: report.id }, body })}
    initial={{ ...(report.grade && { grade: report.grade }), ...(report.decidedOn && { decidedOn: report.decidedOn }) }}
    onClose={onClose}
  >
    <p>档次由镇党委定，不由票数算。</p>
    <Field name="grade" label="档次" required>
      <Radio.Group options={Grade.options.map(value => ({ value, label: gradeNames[value] }))} />
    </Field>
    <Field name="decidedOn" label="哪一天定的" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)

export const LetterDialog = ({ report, onClose }: ReportDialogProps) => (
  <FormDialog<typeof endpoints.feedBack, { text: string; date: string }>
    title="发反馈函"
    verb="发出"
    endpoint={endpoints.feedBack}
    input={body => ({ params: { reportId: report.id }, body })}
    onClose={onClose}
    wide
  >
    <p>发出以后不能再改。抬头、档次和整改打印时自动填。</p>
    <Field name="text" label="反馈函" required>
      <Input.TextArea rows={8} maxLength={5000} showCount />
    </Field>
    <Field name="date" label="日期" required>
      <Input type="date" />
    </Field>
  </FormDialog>
)
