/** Where the records behind a number are listed (数字的记录). */
import type { Line } from '../reports.contract.ts'

/** Address of the records of one part of a line; the town's own figures need no unit. */
export function figurePath(
  year: number,
  { figureId, section, unitId }: Pick<Line, 'figureId' | 'section' | 'unitId'>,
  part: number,
): string {
  const query = new URLSearchParams({ ...(section === 'closeUp' && { unit: unitId }), ...(part > 0 && { part: String(part) }) }).toString()
  return `/reports/${year}/${figureId}${query && `?${query}`}`
}
