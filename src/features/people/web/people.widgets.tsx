/** People and posts (人员与任职): what other pages may show. */
import { Select, type SelectProps } from 'antd'
import { useState } from 'react'
import type { Role } from '#platform/shared/actor.ts'
import { useRead } from '#platform/web/api-client.ts'
import { showDay } from '#platform/web/format.ts'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints } from '../people.contract.ts'

/** Why the signed-in person reads what they read: one reason for each post, own or stood in for. */
export const useScope = () => useRead(endpoints.explainScope, {})

/** Does the signed-in person hold one of the posts, anywhere? For what to offer; the server decides. */
export const useHolds = (wanted: readonly Role[]) => useScope().data?.reasons.some(({ role }) => wanted.includes(role)) ?? false

/** "你能看到这些是因为…": one's scope in words. */
export function ScopeReasons() {
  const scope = useScope()
  return (
    <section className="panel" aria-labelledby="why">
      <h2 id="why">为什么能看到这些</h2>
      <Reading of={scope} lines={2}>
        {({ headline, reasons }) => (
          <>
            <p>{headline}</p>
            <ul className="lines">
              {reasons.map(({ postId, deputyFor, sentence }) => (
                <li key={`${postId}${deputyFor ?? ''}`}>{sentence}</li>
              ))}
            </ul>
          </>
        )}
      </Reading>
    </section>
  )
}

/** For whom one stands in today, and until when: their work lies among one's own. */
export function StandingIn() {
  const away = new Map(
    useScope().data?.reasons.flatMap(({ deputyFor, until }) => (deputyFor === null ? [] : [[deputyFor, until] as const])) ?? [],
  )
  if (away.size === 0) return null
  const names = [...away].map(([name, until]) => `${name}（到${showDay(until)}）`)
  return <p className="note plain">您正在代理{names.join('、')}，他们的待办也列在这里。</p>
}

/** Chooses a person among those one may read; found by part of the name, pinyin or phone. `closedToo`: also whose record was closed. */
export function PersonSelect({ closedToo = false, ...props }: Omit<SelectProps<string>, 'options'> & { closedToo?: boolean }) {
  const [q, setQ] = useState('')
  const found = useRead(endpoints.list, { query: { q: q || undefined, ...(closedToo && { forgotten: 'all' as const }), limit: 25 } })
  const options = found.data?.items.map(({ id, name, unitName }) => ({ value: id, label: `${name}（${unitName}）` })) ?? []
  return (
    <Select<string>
      showSearch={{ filterOption: false, onSearch: text => setQ(text.trim()) }}
      loading={found.isFetching}
      placeholder="输入姓名或拼音可查找"
      notFoundContent={found.isFetching ? '正在找' : '没有找到，请先在“人员”里登记'}
      {...props}
      options={options}
    />
  )
}
