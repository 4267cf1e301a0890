/** Rules of star ratings (评定规则): versions, the latest first, open to everyone; the town drafts, a leader adopts by a named decision. */
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useMyAccount } from '#features/accounts/web/accounts.widgets.tsx'
import { useRead } from '#platform/web/api-client.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { Field } from '#platform/web/fields.tsx'
import { showDay } from '#platform/web/format.ts'
import { FormDialog } from '#platform/web/FormDialog.tsx'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type RuleSet, type RuleSetFields } from '../ratings.contract.ts'
import { defaultRules } from '../ratings.defaults.rules.ts'
import { dimensionNames, ruleSetStateNames, sourceNameOf, starWords } from '../ratings.words.ts'
import { LeftOut } from './LeftOut.tsx'
import { RulesDialog } from './RulesDialog.tsx'
import { localToday } from '#platform/web/local-time.ts'

type Asking = { what: 'draft'; from: RuleSetFields } | { what: 'edit' | 'adopt'; set: RuleSet } | null

export function RulesPage() {
  const list = useRead(endpoints.ruleSets, {})
  const account = useMyAccount()
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  const drafts = (account.data?.posts ?? []).some(({ role }) => role === 'townClerk')
  const thisYear = Number(localToday().slice(0, 4))
  const latest = list.data?.items[0] ?? defaultRules(thisYear)
  return (
    <Page
      title="评定规则"
      crumbs={[<Link to="/ratings">评星定级</Link>]}
      actions={drafts && <Button onClick={() => setAsking({ what: 'draft', from: { ...latest, fromYear: thisYear } })}>起草新规则</Button>}
    >
      <Reading of={list}>
        {({ items }) =>
          items.length === 0 ? (
            <section className="panel" aria-label="评定规则">
              <Empty why="还没有规则" todo="由镇党建办起草，镇领导凭正式决定通过。" />
            </section>
          ) : (
            items.map(set => (
              <Version
                key={set.id}
                set={set}
                onEdit={() => setAsking({ what: 'edit', set })}
                onAdopt={() => setAsking({ what: 'adopt', set })}
              />
            ))
          )
        }
      </Reading>
      {asking?.what === 'draft' && <RulesDialog from={asking.from} onClose={close} />}
      {asking?.what === 'edit' && <RulesDialog from={asking.set} set={asking.set} onClose={close} />}
      {asking?.what === 'adopt' && <AdoptDialog set={asking.set} onClose={close} />}
    </Page>
  )
}

interface Line {
  key: string
  dimension: string
  weight: string
  text: string
  source: string
}

const columns: readonly Column<Line>[] = [
  { key: 'dimension', title: '方面', tight: true, show: ({ dimension }) => dimension },
  { key: 'weight', title: '权重', tight: true, right: true, show: ({ weight }) => weight },
  { key: 'text', title: '规则', show: ({ text }) => text },
  { key: 'source', title: '看什么记录', show: ({ source }) => source },
]

const linesOf = ({ dimensions }: RuleSet): Line[] =>
  dimensions.flatMap(({ key, weight, rules }) => {
    const dimension = dimensionNames[key]
    if (rules.length === 0) return [{ key, dimension, weight: `${weight}`, text: '还没有规则', source: '没有' }]
    return rules.map(({ text, source }, at) => ({
      key: `${key} ${at}`,
      dimension,
      weight: `${weight}`,
      text,
      source: sourceNameOf(source),
    }))
  })

function Version({ set, onEdit, onAdopt }: { set: RuleSet; onEdit(): void; onAdopt(): void }) {
  const may = (name: string) => set.allowedActions.includes(name)
  return (
    <section className="panel" aria-label={set.title}>
      <DataTable
        name={set.title}
        columns={columns}
        rows={linesOf(set)}
        keyOf={({ key }) => key}
        heading={
          <>
            <h2>{set.title}</h2>
            <span className="sub">
              {ruleSetStateNames[set.state]}，从{set.fromYear}年起
            </span>
          </>
        }
        tools={
          <>
            {may('editRules') && <Button onClick={onEdit}>改草稿</Button>}
            {may('adoptRules') && (
              <Button type="primary" onClick={onAdopt}>
                通过
              </Button>
            )}
          </>
        }
        empty={null}
      />
      <p>{set.bands.map((floor, index) => `${floor}分起${starWords(index + 1)}`).join('；')}。</p>
      <LeftOut dimensions={set.withoutSource} />
      <p className="sub">
        依据：{set.basis.name}
        {set.basis.article}。{set.decision !== null && `${showDay(set.adoptedOn)}由${set.adoptedByName ?? '镇领导'}凭${set.decision}通过。`}
      </p>
    </section>
  )
}

const AdoptDialog = ({ set, onClose }: { set: RuleSet; onClose(): void }) => (
  <FormDialog<typeof endpoints.adoptRules, { decision: string }>
    title={`通过${set.title}`}
    verb="通过"
    endpoint={endpoints.adoptRules}
    input={body => ({ params: { ruleSetId: set.id }, body, ifMatch: set.version })}
    onClose={onClose}
  >
    <Field name="decision" label="凭什么决定（文号或会议）" required hint="通过以后不能再改。要改，起草新的一版。">
      <Input maxLength={80} />
    </Field>
  </FormDialog>
)
