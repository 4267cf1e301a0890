/** The report for machines (给机器读的报告): /reports/{year}.json, pure. */
import type { Report } from './reports.contract.ts'

/** One entry a figure; a figure of two numbers has both in `parts`, and the first also stands for itself. */
export const reportJson = ({ year, townName, townCode, asOf, edition, lines }: Report) => ({
  town: { code: townCode, name: townName },
  year,
  asOf,
  edition: edition && { number: edition.edition, frozenAt: edition.frozenAt, asOf: edition.asOf },
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
    })),
  })),
})
