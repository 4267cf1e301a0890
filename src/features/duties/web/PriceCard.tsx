/** What a list costs and what speaks against it (代价和拒绝), before it goes out. */
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { showDay } from '#platform/web/format.ts'
import { type endpoints } from '../duties.endpoints.contract.ts'

export function PriceCard({ preview, rest }: { preview: OutputOf<typeof endpoints.preview> | null; rest: readonly string[] }) {
  return (
    <section className="panel" aria-labelledby="price" aria-live="polite">
      <h2 id="price">代价</h2>
      {preview === null ? (
        <p className="sub">填好后按“审一审”：看系统里已有哪些，哪里不能发，要村里花多少分钟。</p>
      ) : (
        <>
          <p>
            <b>{preview.price.words}</b>
          </p>
          <p className="sub">
            {preview.bound}家要做。
            {preview.firstDueOn &&
              `第一次到期：${showDay(preview.firstDueOn)}${preview.estimated ? '（估算：那一年的放假安排还没有公布）' : ''}。`}
          </p>
          {preview.notThereYet && <p className="note">{preview.notThereYet}</p>}
          {preview.findings.length === 0 ? (
            <p>没有碰到禁止的事项。</p>
          ) : (
            <>
              <h3>不能发：{preview.findings.length}处</h3>
              <ul className="lines">
                {preview.findings.map(({ ban, pointer, detail, source, remedy }) => (
                  <li key={`${ban} ${pointer}`}>
                    <b>{detail}</b>
                    <br />
                    <span className="sub">
                      {source.name}，{source.article}。{remedy}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
      {rest.length > 0 && (
        <ul role="alert">
          {rest.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
