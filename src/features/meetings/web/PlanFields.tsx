/** Fields of a meeting's plan (会议的时间、地点、通知): the same wherever one is called. */
import { Input, Select } from 'antd'
import { Field } from '#platform/web/fields.tsx'
import { fromField } from '#platform/web/local-time.ts'
import { NoticeChannel } from '../meetings.contract.ts'
import { noticeNames } from '../meetings.words.ts'

/** As the form holds them: times in Shanghai, empty ones empty. */
export interface PlanValues {
  title: string
  startsAt: string | null
  endsAt: string | null
  place?: string
  noticeChannel: NoticeChannel | null
  noticeOn: string | null
}

/** As the contract takes them. */
export const planOf = ({ title, startsAt, endsAt, place = '', noticeChannel, noticeOn }: PlanValues) => ({
  title,
  startsAt: fromField(startsAt) ?? '',
  endsAt: fromField(endsAt),
  place,
  noticeChannel: noticeChannel ?? null,
  noticeOn: noticeOn || null,
})

export const WhenFields = () => (
  <>
    <Field name="title" label="名称" required>
      <Input maxLength={60} />
    </Field>
    <Field name="startsAt" label="开始" required>
      <Input type="datetime-local" />
    </Field>
    <Field name="endsAt" label="结束">
      <Input type="datetime-local" />
    </Field>
    <Field name="place" label="地点">
      <Input maxLength={100} />
    </Field>
  </>
)

export const NoticeFields = ({ hint }: { hint?: string }) => (
  <>
    <Field name="noticeChannel" label="怎么通知的">
      <Select allowClear options={NoticeChannel.options.map(value => ({ value, label: noticeNames[value] }))} />
    </Field>
    <Field name="noticeOn" label="哪一天通知的" {...(hint && { hint })}>
      <Input type="date" />
    </Field>
  </>
)
