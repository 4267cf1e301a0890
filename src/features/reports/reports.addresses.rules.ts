/** Addresses of the report's pages (报告的地址), pure. */
import type { Line, Report } from './reports.contract.ts'

type Shown = Pick<Report, 'year' | 'edition' | 'editions'>

/** What to ask for to be shown the same: nothing, where that is the latest edition or there is none. */
export const editionAsked = ({ edition, editions }: Omit<Shown, 'year'>): { edition?: string } => {
  if (edition?.edition === editions[0]?.edition) return {}
  return { edition: edition ? String(edition.edition) : 'now' }
}

const addressOf = (path: string, asked: Record<string, string>) => {
  const query = new URLSearchParams(asked).toString()
  return query ? `${path}?${query}` : path
}

export const reportPath = (report: Shown, ending: '' | '.json' = ''): string =>
  addressOf(`/reports/${report.year}${ending}`, editionAsked(report))

export const documentPath = (report: Shown): string => addressOf(`/api/reports/${report.year}/document`, editionAsked(report))

/** Address of the records of one part of a line; the town's own figures need no unit. */
export const figurePath = (
  report: Shown,
  { figureId, section, unitId }: Pick<Line, 'figureId' | 'section' | 'unitId'>,
  part: number,
): string =>
  addressOf(`/reports/${report.year}/${figureId}`, {
    ...(section === 'closeUp' && { unit: unitId }),
    ...(part > 0 && { part: String(part) }),
    ...editionAsked(report),
  })
