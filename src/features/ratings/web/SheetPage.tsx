/** One member's sheet (一个人的评星表): every fact opens to its record; the member contests, the secretaries answer and decide. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Fact, type RatingSheet } from '../ratings.contract.ts'
import { cycleStateNames, dimensionNames, exemptionNames, sourceUnitOf, starWords } from '../ratings.words.ts'
import { Contests } from './Contests.tsx'
import { LeftOut } from './LeftOut.tsx'
import { ContestDialog, DecideDialog, ExemptDialog } from './SheetDialogs.tsx'

const route = getRouteApi('/ratings/$ratingId')

export function SheetPage() {
  const { ratingId } = route.useParams()
  const sheet = useRead(endpoints.get, { params: { ratingId } })
  return (
    <Page
      title={sheet.data ? `${sheet.data.name}${sheet.data.year}年评星` : '评星'}
      crumbs={[<Link to="/ratings">评星定级</Link>]}
      beside={sheet.data && <span className="state">{cycleStateNames[sheet.data.cycleState]}</span>}
    >
      <Reading of={sheet} lines={12}>
        {value => <Sheet sheet={value} />}
      </Reading>
    </Page>
  )
}

type Asking = { what: 'contest'; fact: Fact | null } | { what: 'decide' | 'exempt' } | null

function Sheet({ sheet }: { sheet: RatingSheet }) {
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  const may = (name: string) => sheet.allowedActions.includes(name)
  return (
    <>
      <Star sheet={sheet} onDecide={() => setAsking({ what: 'decide' })} onExempt={() => setAsking({ what: 'exempt' })} />
      <Facts sheet={sheet} onContest={may('contest') ? fact => setAsking({ what: 'contest', fact }) : null} />
      <Contests sheet={sheet} />
      {asking?.what === 'contest' && <ContestDialog sheet={sheet} fact={asking.fact} onClose={close} />}
      {asking?.what === 'decide' && <DecideDialog sheet={sheet} onClose={close} />}
      {asking?.what === 'exempt' && <ExemptDialog sheet={sheet} onClose={close} />}
    </>
  )
}

function Star({ sheet, onDecide, onExempt }: { sheet: RatingSheet; onDecide(): void; onExempt(): void }) {
  const may = (name: string) => sheet.allowedActions.includes(name)
  const askHuman = useWrite(endpoints.askHuman)
  const second = useWrite(endpoints.second)
  const ask = { params: { ratingId: sheet.id } }
  const give = (agrees: boolean) => second.mutate({ ...ask, body: { agrees }, ifMatch: sheet.version })
  return (
    <section className="panel" aria-label="星级">
      <h2>星级</h2>
      <p>
        <b>{standing(sheet)}</b>
        {sheet.decidedByName !== null && `，${sheet.decidedByName}${showDay(sheet.decidedOn)}定`}
        {sheet.secondByName !== null && `，${sheet.secondByName}同意`}
        {sheet.awaitsSecond && '，等第二个人定'}
      </p>
      {sheet.reason !== null && <p>理由：{sheet.reason}</p>}
      {sheet.vetoDecision !== null && <p>依据：{sheet.vetoDecision}</p>}
      {sheet.exempt === null && <Proposal sheet={sheet} />}
      {sheet.humanAskedOn !== null && <p className="sub">本人{showDay(sheet.humanAskedOn)}要求由人来定，要写理由。</p>}
      <div className="buttons">
        {may('decide') && (
          <Button type="primary" onClick={onDecide}>
            定星
          </Button>
        )}
        {may('second') && (
          <>
            <Button type="primary" loading={second.isPending} onClick={() => give(true)}>
              同意往下定
            </Button>
            <Button loading={second.isPending} onClick={() => give(false)}>
              退回重定
            </Button>
          </>
        )}
        {may('exempt') && <Button onClick={onExempt}>{sheet.exempt === null ? '这一年不评' : '改为要评'}</Button>}
        {may('askHuman') && (
          <Button loading={askHuman.isPending} onClick={() => askHuman.mutate({ ...ask, body: {} })}>
            请由人来定，并说明理由
          </Button>
        )}
      </div>
      <ProblemAlert problem={askHuman.error ?? second.error} />
    </section>
  )
}

const standing = ({ exempt, star }: RatingSheet) =>
  exempt !== null ? `不评（${exemptionNames[exempt]}），不是零分` : star === null ? '还没有定' : starWords(star)

function Proposal({ sheet }: { sheet: RatingSheet }) {
  return (
    <>
      <p>
        {sheet.proposed === null ? '记录里没有可算的，由人来定。' : `按规则建议${starWords(sheet.proposed)}。这是建议，由人来定。`}
        {sheet.lastYearStar !== null && `去年${starWords(sheet.lastYearStar)}。`}
      </p>
      {sheet.points !== null && (
        <ul className="lines">
          {sheet.points.map(({ dimension, weight, points }) => (
            <li key={dimension}>
              {dimensionNames[dimension]}：{points}分，满分{weight}分
            </li>
          ))}
        </ul>
      )}
      <LeftOut dimensions={sheet.withoutSource} />
    </>
  )
}

const countsAs = ({ source, amount, excused, amountBefore }: Fact) => {
  const unit = sourceUnitOf(source)
  const now = excused ? '请假获准，不算' : amount === 0 ? '没有算' : `算${amount}${unit}`
  return amountBefore === null ? now : `${now}（改正前${amountBefore}${unit}）`
}

function Facts({ sheet, onContest }: { sheet: RatingSheet; onContest: ((fact: Fact | null) => void) | null }) {
  const columns: readonly Column<Fact>[] = [
    { key: 'day', title: '日子', tight: true, show: ({ day }) => showDay(day) },
    {
      key: 'title',
      title: '事实',
      show: ({ link, title }) => (link === null ? title : <a href={link}>{title}</a>),
    },
    { key: 'source', title: '出自', tight: true, show: ({ sourceName }) => sourceName },
    { key: 'counts', title: '怎么算', show: countsAs },
    ...(onContest === null
      ? []
      : [
          {
            key: 'do',
            title: '操作',
            does: true,
            show: (fact: Fact) => (
              <Button size="small" aria-label={`不对：${fact.title}，${showDay(fact.day)}`} onClick={() => onContest(fact)}>
                这一条不对
              </Button>
            ),
          },
        ]),
  ]
  return (
    <section className="panel" aria-label="事实">
      <DataTable
        name="事实"
        columns={columns}
        rows={sheet.facts}
        keyOf={({ id }) => id}
        heading={
          <>
            <h2>事实</h2>
            <span className="sub">从记录里来，点开看原来的记录。</span>
          </>
        }
        tools={
          onContest && (
            <Button onClick={() => onContest(null)}>
              {sheet.cycleState === 'notified' || sheet.cycleState === 'appeal' ? '申诉' : '漏了一条'}
            </Button>
          )
        }
        empty={<p className="sub">没有事实。两个周期后，事实和分数会删除，星级保留。</p>}
      />
    </section>
  )
}
