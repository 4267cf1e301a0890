/** The report for machines (给机器读的报告): /reports/{year}.json, pure. */
import type { Part, Report } from './reports.contract.ts'

/**
 * One entry a figure; a figure of two numbers has both in `parts`, and the first also stands for itself. With an `edition` every value is
 * the frozen one, and `now` what the records say today.
 */
export const reportJson = ({ year, townName, townCode, asOf, edition, editions, lines }: Report) => ({
  town: { code: townCode, name: townName },
  year,
  asOf,
  edition: edition && { number: edition.edition, frozenAt: edition.frozenAt, asOf: edition.asOf },
  editions: editions.map(({ edition: number, frozenAt }) => ({ number, frozenAt })),
  figures: lines.map(({ figureId, section, title, unitId, unitName, state, waits, parts }) => ({
    id: figureId,
    section,
    title,
    scope: { unitId, name: unitName },
    state,
    value: state === 'none' ? null : parts[0]!.value,
    unit: parts[0]!.measure,
    asOf: parts[0]!.asOf,
    rows: parts[0]!.rowsAddress,
    ...nowOf(parts[0]!),
    ...(waits !== null && { waits }),
    parts: parts.map(part => ({
      indicator: part.indicatorId,
      name: part.nameZh,
      definition: part.definition,
      value: state === 'none' ? null : part.value,
      shown: part.shown,
      unit: part.measure,
      from: part.from,
      to: part.to,
      asOf: part.asOf,
      count: part.rows,
      rows: part.rowsAddress,
      ...nowOf(part),
    })),
  })),
})

const nowOf = ({ now }: Part) =>
  now && { now: { value: now.value, shown: now.shown, same: now.same, reasons: now.reasons, rows: now.rowsAddress } }
