/** Paging by cursor (逐页翻): the place stands in the address as `cursor` and `page`; the way back is remembered while the console is open. */

export interface PagePlace {
  cursor?: string | undefined
  page?: number | undefined
}

const seen = new Map<string, string>()
const keyOf = (list: string, page: number) => `${page} ${list}`

/** What the pager needs. `list` names the list with its filters, so that two lists never share a place. */
export function cursorPaging(list: string, { cursor, page = 1 }: PagePlace, nextCursor: string | null, goTo: (place: PagePlace) => void) {
  if (cursor) seen.set(keyOf(list, page), cursor)
  return {
    page,
    hasNext: nextCursor !== null,
    onFirst: () => goTo({}),
    onNext: () => nextCursor !== null && goTo({ cursor: nextCursor, page: page + 1 }),
    /** The page before; the first one when the way back is not known. */
    onPrevious: () => {
      const before = seen.get(keyOf(list, page - 1))
      goTo(before ? { cursor: before, page: page - 1 } : {})
    },
  }
}
