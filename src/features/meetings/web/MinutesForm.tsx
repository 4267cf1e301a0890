/**
 * The form of the minutes (会议记录单): only on paper, in the form of GB/T 9704-2012 (DOC-01 to DOC-06).
 *
 * The head fills itself from the record; names on the roll are printed as they were written, in their order.
 */
import { useRead } from '#platform/web/api-client.ts'
import { showSpan } from '#platform/web/local-time.ts'
import { endpoints, type MeetingDetail, type RollEntry } from '../meetings.contract.ts'
import { agendaNames, minutesTitle } from '../meetings.words.ts'

/** Chinese numerals for the levels of a document: 一、 to 二十、. */
const numerals = [...'一二三四五六七八九十'].concat(
  [...'一二三四五六七八九'].map(each => `十${each}`),
  '二十',
)

/** "2026年1月5日", without leading zeros (DOC-05). */
const longDay = (instant: string) => showSpan(instant, null, '0000').split(' ')[0]!

export function MinutesForm({ meeting }: { meeting: MeetingDetail }) {
  const roll = useRead(endpoints.roll, { params: { meetingId: meeting.id } })
  const entries = roll.data?.items ?? []
  const counted = entries.filter(({ excluded }) => excluded === null)
  const { expected, present } = meeting.roll
  const head: [string, string][] = [
    ['时间', showSpan(meeting.startsAt, meeting.endsAt, '0000')],
    ['地点', [meeting.venueName, meeting.place].filter(Boolean).join('，')],
    ['主持', meeting.chairName ?? ''],
    ['记录', meeting.recorderName ?? meeting.minutes.at(-1)?.writtenBy ?? ''],
    ['应到', `${expected}人，实到${present}人`],
    ['到会', names(counted, ({ part, attendance }) => part === 'attendee' && attendance === 'present')],
    ['请假', names(counted, ({ attendance }) => attendance === 'excused')],
    ['缺席', names(counted, ({ part, attendance }) => part === 'attendee' && attendance === 'absent')],
    ['列席', names(counted, ({ part, attendance }) => part === 'observer' && attendance === 'present')],
  ]
  const parts = [
    ...meeting.agenda.map(item => ({
      title: item.kind === 'ordinary' ? item.title : `${agendaNames[item.kind]}：${item.title}`,
      lines: [...item.documents.map(({ title }) => `学习《${title.replaceAll(/[《》]/g, '')}》。`), ...item.discussion.split('\n')],
    })),
    { title: '会议记录', lines: (meeting.minutes[0]?.text ?? '').split('\n') },
    ...(meeting.actions.length > 0
      ? [
          {
            title: '会后要办的事',
            lines: meeting.actions.map(({ title, ownerName, dueOn }) => `${title}（${ownerName}，${longDay(dueOn)}前）。`),
          },
        ]
      : []),
  ]
  return (
    <article className="paper-form" aria-label="会议记录单">
      <p className="form-title">{minutesTitle(meeting.bodyName, meeting.kind)}</p>
      {head
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <p key={label} className="form-head">
            <b>{label}：</b>
            {value}
          </p>
        ))}
      {parts.map(({ title, lines }, index) => (
        <div key={index}>
          <p className="form-level">
            {numerals[index]}、{title}
          </p>
          {lines
            .filter(line => line.trim() !== '')
            .map((line, at) => (
              <p key={at}>{line}</p>
            ))}
        </div>
      ))}
      <p className="form-sign">主持人签名：　　　　　　　记录人签名：　　　　　　　</p>
      <p className="form-day">{longDay(meeting.minutedAt ?? meeting.startsAt)}</p>
    </article>
  )
}

const names = (entries: readonly RollEntry[], wanted: (entry: RollEntry) => boolean) =>
  entries
    .filter(wanted)
    .map(({ name, reason }) => (reason === null ? name : `${name}（${reason}）`))
    .join('、')
