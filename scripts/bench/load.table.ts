/** The table of the load bench (压测结果), with the goals beside it. */
import { goal } from './goal.ts'
import type { Seen } from './load.driver.ts'
import type { OperationName } from './load.requests.ts'

export interface Measured extends Seen {
  name: OperationName
  /** Milliseconds of processor time of one whole operation. */
  programMs: number
  databaseMs: number
  /** Operations a second that bare connections get through; null where it cannot be asked. */
  limit: number | null
}

export interface Round {
  rows: number
  measured: Measured[]
  readyMs: number
  /** Megabytes. */
  memory: { now: number; most: number }
}

interface Goal {
  words: string
  isMet(one: Measured): boolean
}

const programMs = (most: number): Goal => ({ words: `program ≤ ${most} ms`, isMet: one => one.programMs <= most })
const goals: Record<OperationName, Goal[]> = {
  list: [programMs(5), { words: 'share ≥ 50 %', isMet: one => one.limit !== null && one.perSecond >= one.limit / 2 }],
  detail: [programMs(2)],
  create: [programMs(3)],
  transition: [programMs(3)],
  dashboard: [programMs(3)],
  lifecycle: [{ words: '≥ 60/s', isMet: one => one.perSecond >= 60 }],
  figures: [{ words: 'p50 ≤ 300 ms', isMet: one => one.p50 <= 300 }],
  spike: [{ words: 'p95 < 1 s', isMet: one => one.p97 < 1000 }],
}
const what: Record<OperationName, string> = {
  list: 'list page 1 + counts (village clerk)',
  detail: 'detail',
  create: 'create (resident)',
  transition: 'transition (accept)',
  dashboard: 'dashboard by unit and state (town)',
  lifecycle: 'lifecycle, 8 requests',
  figures: 'figures of a town-year, 1 client',
  spike: 'spike: 10 requests, 320 requests/s',
}

const fixed = (value: number, digits = 1) => value.toFixed(digits)

/** Prints Markdown. A number is one whole operation; times are of one request. */
export function printTable(rounds: readonly Round[], say: (line: string) => void) {
  const first = rounds[0]!
  say(
    '| operation | requests in all | a second | p50 ms | p97.5 ms | p99 ms | program ms | PostgreSQL ms | limit a second | share | goal |',
  )
  say('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |')
  for (const { rows, measured } of rounds)
    for (const one of measured) {
      const verdicts = goals[one.name].map(({ words, isMet }) => goal(words, isMet(one))).join('; ')
      const refused = Object.keys(one.refused).length > 0 ? ` (refused ${JSON.stringify(one.refused)})` : ''
      const cells = [
        what[one.name] + refused,
        rows.toLocaleString('en'),
        fixed(one.perSecond),
        one.p50,
        one.p97,
        one.p99,
        fixed(one.programMs, 2),
        fixed(one.databaseMs, 2),
        one.limit === null ? '–' : fixed(one.limit),
        one.limit === null ? '–' : `${Math.round((100 * one.perSecond) / one.limit)} %`,
        verdicts,
      ]
      say(`| ${cells.join(' | ')} |`)
    }
  for (const { rows, readyMs, memory } of rounds)
    say(
      `\n${rows.toLocaleString('en')} requests: ready after ${Math.round(readyMs)} ms (goal 2000), memory ${memory.now} MB at the end, ${memory.most} MB at most (goal 200).`,
    )
  for (const round of rounds.slice(1)) {
    say(`\n${round.rows.toLocaleString('en')} against ${first.rows.toLocaleString('en')}:`)
    for (const one of round.measured) {
      const before = first.measured.find(({ name }) => name === one.name)!
      say(
        `- ${what[one.name]}: p99 × ${fixed(one.p99 / before.p99, 2)} (goal ≤ 1.25), a second × ${fixed(one.perSecond / before.perSecond, 2)}`,
      )
    }
  }
}
