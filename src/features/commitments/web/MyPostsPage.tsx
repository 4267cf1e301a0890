/** One's own duties (我的岗位), for a phone: where I reported, my posts, wishes that I took up, and what I may take up. */
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type ReportIn, type ServicePost } from '../commitments.contract.ts'
import { postClassNames } from '../commitments.words.ts'
import { EntryDialog } from './EntryDialog.tsx'
import { HoldingLine } from './HoldingLine.tsx'
import { EntryList } from './HoursTab.tsx'
import { Line } from './ReportInsTab.tsx'
import { Act, Ask } from './verbs.tsx'
import { WishList } from './WishesTab.tsx'
import { reportBody, WorkFields, type ReportValues } from './WorkFields.tsx'

const under: readonly ReportIn['state'][] = ['accepted', 'inGrid', 'renewed']

export function MyPostsPage() {
  const mine = useRead(endpoints.mine, {})
  return (
    <Page title="我的岗位">
      <Reading of={mine}>
        {({ reportIns, holdings, wishes, entries, openPosts, openWishes }) => (
          <>
            <section className="panel" aria-label="我的报到">
              <h2>我的报到</h2>
              <MyReports items={reportIns} />
            </section>
            <section className="panel" aria-label="我的岗位">
              <h2>我的岗位</h2>
              {holdings.length === 0 ? (
                <Empty why="还没有岗位" todo="可以在下面认领；年纪大、生病的不用领。" />
              ) : (
                <ul className="lines">
                  {holdings.map(holding => (
                    <li key={holding.id} id={holding.id} className="stack">
                      <HoldingLine holding={holding} />
                    </li>
                  ))}
                </ul>
              )}
              <OpenPosts items={openPosts} />
            </section>
            <section className="panel" aria-label="微心愿">
              <h2>微心愿</h2>
              <WishList items={[...wishes, ...openWishes]} empty="没有等人认领的微心愿" />
            </section>
            <section className="panel" aria-label="我的履职记录">
              <h2>我的履职记录</h2>
              <EntryList items={entries} />
            </section>
          </>
        )}
      </Reading>
    </Page>
  )
}

function MyReports({ items }: { items: readonly ReportIn[] }) {
  const invited = items.find(({ state }) => state === 'invited')
  const open = items.some(({ endedOn, state }) => endedOn === null && state !== 'invited')
  return (
    <>
      {items.length > 0 && (
        <ul className="lines">
          {items.map(item => (
            <li key={item.id} className="stack">
              <Line item={item} />
              {under.includes(item.state) && (
                <div className="buttons">
                  <EntryDialog of={item.unitName} kind="reportIn" ofId={item.id} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {!open && (
        <div className="buttons">
          <Ask of="我" verb="我要报到" primary>
            {close => (
              <FormDialog<typeof endpoints.reportIn, ReportValues>
                title="我要报到"
                verb="报到"
                endpoint={endpoints.reportIn}
                input={values => ({ body: reportBody(values) })}
                initial={invited ? { unitId: invited.unitId } : {}}
                onClose={close}
              >
                <Field name="unitId" label="住在哪个村（社区）" required>
                  <UnitSelect kinds={['village', 'community']} />
                </Field>
                <WorkFields />
              </FormDialog>
            )}
          </Ask>
        </div>
      )}
    </>
  )
}

const OpenPosts = ({ items }: { items: readonly ServicePost[] }) =>
  items.length > 0 && (
    <>
      <h3>可以认领的岗位</h3>
      <ul className="lines">
        {items.map(({ id, name, class: kind, duties, unitName }) => (
          <li key={id} className="stack">
            <p>
              <b>{name}</b>，{unitName}
            </p>
            <p className="sub">
              {postClassNames[kind]}。{duties}
            </p>
            <div className="buttons">
              <Act
                of={`${name}，${unitName}`}
                verb="认领"
                endpoint={endpoints.applyForPost}
                input={{ params: { postId: id }, body: { personId: null, light: false } }}
              />
            </div>
          </li>
        ))}
      </ul>
    </>
  )
