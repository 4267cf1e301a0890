/** What the page of thresholds asks for, as it stands in its address (表决门槛的查询). */

export interface ThresholdSearch {
  unitId?: string
  day?: string
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** Of an address only what the page knows. */
export function searchOf(search: Record<string, unknown>): ThresholdSearch {
  const [unitId, day] = [text(search.unitId), text(search.day)]
  return { ...(unitId && { unitId }), ...(day && { day }) }
}
