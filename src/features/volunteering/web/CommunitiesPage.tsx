/** Star communities (星级志愿服务社区) at the console: the rule of a year, who applied with which records, what the town decided. By code, no order of merit. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { localToday } from '#platform/web/local-time.ts'
import { Page } from '#platform/web/Page.tsx'
import { QueryForm } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { communityEndpoints as endpoints, type CommunityRule, type StarCommunity } from '../volunteering.communities.contract.ts'
import { ruleOf } from '../volunteering.communities.rules.ts'
import { askedFor, communityStateNames, criterionCounts, criterionNames, criterionText } from '../volunteering.communities.words.ts'
import { hoursText } from '../volunteering.words.ts'
import { ApplyDialog, DecideDialog, RuleDialog } from './CommunityDialogs.tsx'

const route = getRouteApi('/volunteering/communities')
type Asking = { what: 'apply' | 'rule' } | { what: 'decide'; of: StarCommunity }

const columns = (onDecide: (of: StarCommunity) => void): readonly Column<StarCommunity>[] => [
  { key: 'unit', title: '村（社区）', tight: true, show: ({ unitName }) => <b>{unitName}</b> },
  { key: 'teams', title: criterionNames.teams, right: true, show: ({ teams }) => criterionText('teams', teams) },
  { key: 'slots', title: criterionNames.slots, right: true, show: ({ slots }) => criterionText('slots', slots) },
  { key: 'volunteers', title: criterionNames.volunteers, right: true, show: ({ volunteers }) => criterionText('volunteers', volunteers) },
  { key: 'onSite', title: '①现场双方确认', right: true, show: ({ onSite }) => hoursText(onSite) },
  { key: 'organiser', title: '②组织者确认', right: true, show: ({ organiser }) => hoursText(organiser) },
  {
    key: 'state',
    title: '情况',
    show: ({ state, proposedOn, decidedOn, basis }) => (
      <>
        {communityStateNames[state]}
        <br />
        <span className="sub">{decidedOn === null ? `${showDay(proposedOn)}申请` : `${showDay(decidedOn)}，${basis}`}</span>
      </>
    ),
  },
  {
    key: 'does',
    title: '操作',
    does: true,
    show: of =>
      of.allowedActions.includes('decideCommunity') && (
        <Button aria-label={`决定：${of.unitName}`} onClick={() => onDecide(of)}>
          决定
        </Button>
      ),
  },
]

export function CommunitiesPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const year = search.year ?? Number(localToday().slice(0, 4))
  const found = useRead(endpoints.communities, { query: { year } })
  const [asking, setAsking] = useState<Asking | null>(null)
  const mayApply = useHoldsAny(['villageSecretary', 'villageClerk'])
  const close = () => setAsking(null)
  return (
    <Page title="星级志愿服务社区" crumbs={[<Link to="/volunteering">志愿服务</Link>]}>
      <QueryForm<{ year?: string }>
        fields={[{ name: 'year', label: '哪一年', field: <Input inputMode="numeric" maxLength={4} /> }]}
        value={{ year: String(year) }}
        onSearch={next => void navigate({ search: /^20\d\d$/.test(next.year ?? '') ? { year: Number(next.year) } : {} })}
      />
      <Rule year={year} onSet={() => setAsking({ what: 'rule' })} />
      <section className="panel" aria-label="申请和称号">
        <Reading of={found}>
          {({ items }) => (
            <DataTable
              name="星级志愿服务社区"
              columns={columns(of => setAsking({ what: 'decide', of }))}
              rows={items}
              keyOf={({ id }) => id}
              heading={
                <>
                  <h2>{year}年的申请和称号</h2>
                  <span className="sub">按村（社区）编码排，不是名次。数字是申请那天的。</span>
                </>
              }
              tools={
                mayApply && (
                  <Button type="primary" onClick={() => setAsking({ what: 'apply' })}>
                    看记录，申请
                  </Button>
                )
              }
              onRefresh={() => void found.refetch()}
              empty={<Empty why="这一年还没有申请" todo="记录够了，村（社区）可以申请。" />}
            />
          )}
        </Reading>
      </section>
      {asking?.what === 'apply' && <ApplyDialog year={year} onClose={close} />}
      {asking?.what === 'rule' && <RuleDialog onClose={close} />}
      {asking?.what === 'decide' && <DecideDialog of={asking.of} onClose={close} />}
    </Page>
  )
}

/** What the year asks for, what is counted for it, and by which document. */
function Rule({ year, onSet }: { year: number; onSet(): void }) {
  const rules = useRead(endpoints.communityRules, {})
  const maySet = useHoldsAny(['townClerk'])
  return (
    <section className="panel" aria-labelledby="rule">
      <h2 id="rule">{year}年看什么</h2>
      <Reading of={rules} lines={4}>
        {({ items }) => <Asked rule={ruleOf(items, year)} />}
      </Reading>
      {maySet && (
        <p>
          <Button onClick={onSet}>定条件</Button>
        </p>
      )}
    </section>
  )
}

function Asked({ rule }: { rule: CommunityRule | undefined }) {
  if (!rule) return <Empty why="这一年还没有条件" todo="由镇里定。" />
  return (
    <>
      <ul className="lines">
        {askedFor(rule).map(({ key, text }) => (
          <li key={key}>
            {text}。<span className="sub">{criterionCounts[key]}</span>
          </li>
        ))}
      </ul>
      <p className="sub">
        {rule.fromYear}年起，依据：{rule.source}
      </p>
    </>
  )
}
