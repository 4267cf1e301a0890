/**
 * A trend (走势): a small drawing of numbers month by month, and the same numbers as a table, where each opens to its records.
 *
 * The drawing adds nothing to the table. Lines differ by stroke and mark before colour (A11Y-05); the axis begins at 0.
 */
import './fold.css'
import './trend.css'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { marksOf, pathOf, placesOf, type Box, type Place } from './trend-scale.ts'

export interface TrendLine {
  name: string
  /** One for each point in time; null: not yet, or not known. */
  values: readonly (number | null)[]
}

export interface TrendProps {
  title: string
  /** What is counted. */
  definition: string
  /** 件, 场次… */
  measure: string
  /** Points in time, in full ("3月") and as short as the axis needs ("3"). */
  points: readonly { name: string; short: string }[]
  lines: readonly TrendLine[]
  kind: 'lines' | 'bars'
  /** What stands in the table for a value: a link to its records. */
  cell(line: number, point: number): ReactNode
  /** Beside the title. */
  beside?: ReactNode
}

export function Trend({ title, definition, measure, points, lines, kind, cell, beside }: TrendProps) {
  const id = useId()
  const isEmpty = lines.every(({ values }) => values.every(value => !value))
  return (
    <section className="panel trend" aria-labelledby={`${id}name`}>
      <div className="row">
        <h3 id={`${id}name`}>{title}</h3>
        {beside}
      </div>
      {isEmpty ? <p>还没有记录，没有走势可画。</p> : <Drawing {...{ title, definition, measure, points, lines, kind }} />}
      {lines.length > 1 && !isEmpty && <Legend lines={lines} />}
      <details className="fold">
        <summary>看每个月的数，点开看记录</summary>
        <table role="table">
          <caption>
            {title}（{measure}）
          </caption>
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader" scope="col">
                月份
              </th>
              {lines.map(({ name }) => (
                <th key={name} role="columnheader" scope="col" className="right">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {points.map(({ name }, point) => (
              <tr key={name} role="row">
                <th role="rowheader" scope="row" className="nw">
                  {name}
                </th>
                {lines.map((line, at) => (
                  <td key={line.name} role="cell" className="right nw">
                    {cell(at, point)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <p className="sub">{definition}</p>
    </section>
  )
}

/** In CSS pixels, so that the text keeps its size whatever the width; before it is measured, and in tests, a phone's. */
const firstWidth = 300

function useWidth() {
  const place = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: firstWidth, font: 14 })
  useEffect(() => {
    const element = place.current
    if (!element) return
    const watch = new ResizeObserver(([entry]) => {
      const width = Math.round(entry!.contentRect.width)
      // On paper the drawing is scaled with the page.
      if (width > 0 && !matchMedia('print').matches) setSize({ width, font: Number.parseFloat(getComputedStyle(element).fontSize) })
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return { place, ...size }
}

function Drawing({ title, definition, measure, points, lines, kind }: Omit<TrendProps, 'cell' | 'beside'>) {
  const id = useId()
  const { place, width, font } = useWidth()
  const marks = marksOf(lines.flatMap(({ values }) => values))
  const top = marks.at(-1)!
  const height = Math.round(font * 11)
  const digits = String(top).length
  const box: Box = {
    left: Math.round(font * (digits * 0.6 + 0.6)),
    right: width - 2,
    top: Math.round(font * 1.7),
    bottom: height - Math.round(font * 1.5),
  }
  const heightOf = (mark: number) => box.bottom - ((box.bottom - box.top) * mark) / top
  const part = (box.right - box.left) / Math.max(1, points.length)
  return (
    <div ref={place}>
      <svg className="drawing" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}t`} aria-describedby={`${id}d`}>
        <title id={`${id}t`}>{`${title}，一月一月的走势`}</title>
        <desc id={`${id}d`}>{`${definition}${inWords(points, lines, measure)}`}</desc>
        <text className="axis" x={0} y={font}>{`${measure}／月份`}</text>
        {marks.map(mark => (
          <g key={mark}>
            <line className={mark === 0 ? 'ground' : 'grid'} x1={box.left} x2={box.right} y1={heightOf(mark)} y2={heightOf(mark)} />
            <text className="axis end" x={box.left - 5} y={heightOf(mark) + font * 0.32}>
              {mark}
            </text>
          </g>
        ))}
        {points.map(({ short }, at) => (
          <text key={short} className="axis middle" x={box.left + part * (at + 0.5)} y={height - font * 0.3}>
            {short}
          </text>
        ))}
        {lines.map(({ name, values }, at) => {
          const places = placesOf(values, top, box)
          return (
            <g key={name} className={`line-${at}`}>
              {kind === 'bars' ? (
                places.map(({ x, y, at: point }) => (
                  <rect key={point} className="pillar" x={x - part * 0.3} width={part * 0.6} y={y} height={box.bottom - y} />
                ))
              ) : (
                <>
                  <path className="course" d={pathOf(places)} />
                  {places.map(each => (
                    <Mark key={each.at} kind={at} {...each} />
                  ))}
                </>
              )}
            </g>
          )
        })}
      </svg>
    </div>
  )
}

/** The first line has dots, the second squares, the third rings. */
function Mark({ kind, x, y }: Place & { kind: number }) {
  if (kind === 1) return <rect className="mark" x={x - 4} y={y - 4} width={8} height={8} />
  return <circle className={kind === 2 ? 'mark ring' : 'mark'} cx={x} cy={y} r={4} />
}

const Legend = ({ lines }: { lines: readonly TrendLine[] }) => (
  <ul className="row legend" aria-label="线条">
    {lines.map(({ name }, at) => (
      <li key={name} className={`line-${at}`}>
        <svg viewBox="0 0 36 12" aria-hidden="true">
          <path className="course" d="M0 6L36 6" />
          <Mark kind={at} at={0} x={18} y={6} />
        </svg>
        {name}
      </li>
    ))}
  </ul>
)

/** "收到：1月3件，2月5件。": what the drawing shows, for those who do not see it. */
export const inWords = (points: TrendProps['points'], lines: readonly TrendLine[], measure: string): string =>
  lines
    .map(({ name, values }) => {
      const told = points.flatMap((point, at) => ((values[at] ?? null) === null ? [] : [`${point.name}${values[at]}${measure}`]))
      return `${name}：${told.join('，') || '还没有'}。`
    })
    .join('')
