/** Star ratings (评星定级): one's own by year, the cycles of the branches that one leads, and for offices how many are rated. */
import { Link } from '@tanstack/react-router'
import { Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Cycle } from '../ratings.contract.ts'
import { cycleStateNames, exemptionNames, starWords } from '../ratings.words.ts'
import { localToday } from '#platform/web/local-time.ts'

/** The year that is rated now: the one that has ended. */
const lastYear = () => Number(localToday().slice(0, 4)) - 1

export function RatingsPage() {
  const account = useMyAccount()
  const counts = (account.data?.posts ?? []).some(({ role }) => role === 'townClerk' || role === 'villageSecretary')
  return (
    <Page title="评星定级" actions={<Link to="/ratings/rules">评定规则</Link>}>
      <Mine />
      <Cycles />
      {counts && <Counts />}
    </Page>
  )
}

type Own = { id: string; year: number; exempt: keyof typeof exemptionNames | null; star: number | null; cycleState: Cycle['state'] }
const ownColumns: readonly Column<Own>[] = [
  {
    key: 'year',
    title: '年度',
    tight: true,
    show: ({ id, year }) => (
      <Link to="/ratings/$ratingId" params={{ ratingId: id }}>
        {year}年
      </Link>
    ),
  },
  { key: 'star', title: '星级', show: ({ exempt, star }) => standing(exempt, star) },
  { key: 'state', title: '到哪一步', show: ({ cycleState }) => cycleStateNames[cycleState] },
]
const standing = (exempt: Own['exempt'], star: number | null) =>
  exempt !== null ? `不评（${exemptionNames[exempt]}）` : star === null ? '还没有定' : starWords(star)

function Mine() {
  const mine = useRead(endpoints.mine, {})
  return (
    <section className="panel" aria-label="我的评星">
      <Reading of={mine} lines={2}>
        {({ items }) => (
          <DataTable
            name="我的评星"
            columns={ownColumns}
            rows={items}
            keyOf={({ id }) => id}
            heading={
              <>
                <h2>我的评星</h2>
                <span className="sub">点开看每一条事实。不对的，您可以提。</span>
              </>
            }
            empty={<Empty why="还没有您的评星" todo="支部开始自查以后，这里看得到。" />}
          />
        )}
      </Reading>
    </section>
  )
}

const cycleColumns: readonly Column<Cycle>[] = [
  { key: 'year', title: '年度', tight: true, show: ({ year }) => `${year}年` },
  {
    key: 'body',
    title: '支部',
    show: ({ id, bodyName, year }) => (
      <Link to="/ratings/cycles/$cycleId" params={{ cycleId: id }} aria-label={`${bodyName}${year}年`}>
        {bodyName}
      </Link>
    ),
  },
  { key: 'state', title: '到哪一步', show: ({ state }) => cycleStateNames[state] },
]

function Cycles() {
  const cycles = useRead(endpoints.cycles, {})
  const [opening, setOpening] = useState(false)
  const branches = cycles.data?.branches ?? []
  if (cycles.data && branches.length === 0 && cycles.data.items.length === 0) return null
  return (
    <section className="panel" aria-label="支部的评星">
      <Reading of={cycles} lines={4}>
        {({ items }) => (
          <DataTable
            name="支部的评星"
            columns={cycleColumns}
            rows={items}
            keyOf={({ id }) => id}
            heading={<h2>支部的评星</h2>}
            tools={branches.length > 0 && <Button onClick={() => setOpening(true)}>开始一年的评星</Button>}
            onRefresh={() => void cycles.refetch()}
            empty={<Empty why="还没有开始" todo="一年评一次。先有规则，再开始。" />}
          />
        )}
      </Reading>
      {opening && (
        <FormDialog<typeof endpoints.openCycle, { bodyId: string; year: number }>
          title="开始一年的评星"
          verb="开始"
          endpoint={endpoints.openCycle}
          input={body => ({ body })}
          initial={{ year: lastYear(), ...(branches.length === 1 && { bodyId: branches[0]!.id }) }}
          onClose={() => setOpening(false)}
        >
          <Field name="bodyId" label="哪个支部" required>
            <Select showSearch={{ optionFilterProp: 'label' }} options={branches.map(({ id, name }) => ({ value: id, label: name }))} />
          </Field>
          <Field name="year" label="评哪一年" required>
            <InputNumber min={2000} max={2100} />
          </Field>
        </FormDialog>
      )}
    </section>
  )
}

type Count = { unitId: string; unitName: string; rated: number; exempt: number; undecided: number; openContests: number }
const countColumns: readonly Column<Count>[] = [
  { key: 'unit', title: '村（社区）', show: ({ unitName }) => unitName },
  { key: 'rated', title: '已定星', tight: true, right: true, show: ({ rated }) => `${rated}人` },
  { key: 'exempt', title: '不评', tight: true, right: true, show: ({ exempt }) => `${exempt}人` },
  { key: 'undecided', title: '还没定', tight: true, right: true, show: ({ undecided }) => `${undecided}人` },
  { key: 'open', title: '没答复的异议', tight: true, right: true, show: ({ openContests }) => `${openContests}件` },
]

function Counts() {
  const year = lastYear()
  const counts = useRead(endpoints.counts, { query: { year } })
  return (
    <section className="panel" aria-label="各村（社区）评了多少人">
      <Reading of={counts}>
        {({ items }) => (
          <DataTable
            name="各村（社区）评了多少人"
            columns={countColumns}
            rows={items}
            keyOf={({ unitId }) => unitId}
            heading={
              <>
                <h2>{year}年各村（社区）</h2>
                <span className="sub">只有人数。按代码排，不是名次。</span>
              </>
            }
            onRefresh={() => void counts.refetch()}
            empty={<Empty why="这一年还没有支部开始评" todo="支部书记开始以后，这里有人数。" />}
          />
        )}
      </Reading>
    </section>
  )
}
