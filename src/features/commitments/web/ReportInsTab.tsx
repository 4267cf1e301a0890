/** Report-ins of a village (双报到): who is invited, has reported, is taken in; and the notes to their work units. */
import { Input, Radio, Select } from 'antd'
import { PersonSelect } from '#features/people/web/people.widgets.tsx'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, ReportExemption, type ReportIn } from '../commitments.contract.ts'
import { halfName, meansNames, reportExemptionNames, reportInStateNames } from '../commitments.words.ts'
import { EntryDialog } from './EntryDialog.tsx'
import { NoteLine } from './NoteLine.tsx'
import { reportBody, WorkFields, type ReportValues } from './WorkFields.tsx'
import { OneAlone, useLedgerPlace } from './places.tsx'
import { Act, Ask, WithReason } from './verbs.tsx'
import { localToday } from '#platform/web/local-time.ts'

export function ReportInsTab({ below, keeps }: { below: string | undefined; keeps: boolean }) {
  const { query, record, pager } = useLedgerPlace(below)
  const reportIns = useRead(endpoints.reportIns, { query })
  return (
    <>
      <h2>双报到</h2>
      {keeps && <Counter />}
      {record && <OneAlone below={below} />}
      <Reading of={reportIns}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <Empty why="还没有人报到" todo="点“邀请报到”，或由本人在“我的岗位”里报到。" />
          ) : (
            <>
              <ul className="lines">
                {items.map(item => (
                  <li key={item.id} className="stack">
                    <Line item={item} />
                    <Buttons item={item} />
                  </li>
                ))}
              </ul>
              {!record && pager(nextCursor)}
            </>
          )
        }
      </Reading>
    </>
  )
}

/** What is known of a report-in, in a few lines. */
export const Line = ({ item }: { item: ReportIn }) => (
  <>
    <p>
      <b>{item.name}</b> <span className="state">{reportInStateNames[item.state]}</span>
    </p>
    <p className="sub">
      {item.unitName}
      {item.workUnit !== '' && `，${item.workUnit}`}
      {item.reportedOn !== null && `，${showDay(item.reportedOn)}报到（${meansNames[item.means]}）`}
      {item.gridUnitName !== null && `，编入${item.gridUnitName}`}
    </p>
    {(item.skills !== '' || item.times !== '') && <p>{[item.skills, item.times].filter(Boolean).join('；')}</p>}
    {item.endReason !== null && (
      <p className="note plain">
        {item.endReason}
        {item.redirectUnitName !== null && `。请去${item.redirectUnitName}报到`}
      </p>
    )}
    {item.notes.map(note => (
      <NoteLine key={note.id} note={note} of={item.name} reportInId={item.id} />
    ))}
  </>
)

const Counter = () => (
  <div className="buttons">
    <Ask of="在职党员" verb="邀请报到">
      {close => (
        <FormDialog<typeof endpoints.invite, { personId: string; unitId: string }>
          title="邀请报到"
          verb="邀请"
          endpoint={endpoints.invite}
          input={body => ({ body })}
          onClose={close}
        >
          <Field name="personId" label="谁" required>
            <PersonSelect />
          </Field>
          <Field name="unitId" label="向哪里报到" required>
            <UnitSelect kinds={['village', 'community']} />
          </Field>
        </FormDialog>
      )}
    </Ask>
    <Ask of="在职党员" verb="代录报到" primary>
      {close => (
        <FormDialog<typeof endpoints.reportIn, ReportValues>
          title="代录报到"
          verb="登记"
          endpoint={endpoints.reportIn}
          input={values => ({ body: reportBody(values) })}
          onClose={close}
        >
          <Field name="personId" label="谁" required>
            <PersonSelect />
          </Field>
          <Field name="unitId" label="向哪里报到" required>
            <UnitSelect kinds={['village', 'community']} />
          </Field>
          <WorkFields />
        </FormDialog>
      )}
    </Ask>
  </div>
)

function Buttons({ item }: { item: ReportIn }) {
  const may = (name: string) => item.allowedActions.includes(name)
  const params = { reportInId: item.id }
  const of = item.name
  return (
    <div className="buttons">
      {may('withdraw') && <Act of={of} verb="撤回邀请" endpoint={endpoints.withdraw} input={{ params }} />}
      {may('accept') && <Act of={of} verb="接收" primary endpoint={endpoints.accept} input={{ params }} />}
      {may('refuse') && (
        <Ask of={of} verb="不在这里报到" refusing>
          {close => (
            <FormDialog<typeof endpoints.refuse, { reason: string; redirectUnitId?: string }>
              title={`不在这里报到：${of}`}
              verb="登记"
              refusing
              endpoint={endpoints.refuse}
              input={({ reason, redirectUnitId = null }) => ({ params, body: { reason, redirectUnitId } })}
              onClose={close}
            >
              <Field name="reason" label="原因" required>
                <Input maxLength={200} />
              </Field>
              <Field name="redirectUnitId" label="应该去哪里">
                <UnitSelect kinds={['village', 'community']} />
              </Field>
            </FormDialog>
          )}
        </Ask>
      )}
      {may('assignGrid') && (
        <Ask of={of} verb="编入网格" primary>
          {close => (
            <FormDialog<typeof endpoints.assignGrid, { gridUnitId: string }>
              title={`编入网格：${of}`}
              verb="编入"
              endpoint={endpoints.assignGrid}
              input={body => ({ params, body })}
              onClose={close}
            >
              <Field name="gridUnitId" label="哪个网格" required>
                <UnitSelect below={item.unitId} />
              </Field>
            </FormDialog>
          )}
        </Ask>
      )}
      {may('writeNote') && <NoteButton item={item} />}
      {may('writeNote') && item.state !== 'left' && <EntryDialog of={of} kind="reportIn" ofId={item.id} />}
      {may('renew') && <Act of={of} verb="续任一年" endpoint={endpoints.renew} input={{ params }} />}
      {may('exempt') && (
        <Ask of={of} verb="免报到">
          {close => (
            <FormDialog<typeof endpoints.exempt, { reason: ReportExemption }>
              title={`免报到：${of}`}
              verb="登记"
              endpoint={endpoints.exempt}
              input={body => ({ params, body })}
              onClose={close}
            >
              <Field name="reason" label="原因" required>
                <Select options={ReportExemption.options.map(value => ({ value, label: reportExemptionNames[value] }))} />
              </Field>
            </FormDialog>
          )}
        </Ask>
      )}
      {may('leave') && <WithReason of={of} verb="登记离开" endpoint={endpoints.leave} input={reason => ({ params, body: { reason } })} />}
    </div>
  )
}

/** Half years of which a note can be written: the last two that are over, or up to the day on which the person left. */
const halvesOf = ({ endedOn }: ReportIn, today: string) =>
  lastHalves(endedOn ?? (today.slice(5) < '07-01' ? `${Number(today.slice(0, 4)) - 1}-12-31` : `${today.slice(0, 4)}-06-30`))

/** The half year of the day and the one before. */
const lastHalves = (day: string): string[] => {
  const year = Number(day.slice(0, 4))
  return day.slice(5) < '07-01' ? [`${year}-1`, `${year - 1}-2`] : [`${year}-2`, `${year}-1`]
}

const NoteButton = ({ item }: { item: ReportIn }) => (
  <Ask of={item.name} verb="写半年反馈">
    {close => (
      <FormDialog<typeof endpoints.writeNote, { half: string; remark: string }>
        title={`写半年反馈：${item.name}`}
        verb="写好，先给本人看"
        endpoint={endpoints.writeNote}
        input={body => ({ params: { reportInId: item.id }, body })}
        onClose={close}
      >
        <p>给单位的只有三样：报没报到、几小时、一句评语。小时数由已确认的记录算出来。</p>
        <Field name="half" label="哪半年" required>
          <Radio.Group options={halvesOf(item, localToday()).map(value => ({ value, label: halfName(value) }))} />
        </Field>
        <Field name="remark" label="评语" required>
          <Input maxLength={200} />
        </Field>
      </FormDialog>
    )}
  </Ask>
)
