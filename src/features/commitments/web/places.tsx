/** Where one stands in the lists of the ledger (翻页): the place is in the address, and one line alone leads back to all of them. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { CursorPager } from '#platform/web/Pager.tsx'

const route = getRouteApi('/commitments')

/** What to ask of the list, and its pager for the answer. */
export function useLedgerPlace(below: string | undefined) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { tab, record, cursor, page } = search
  const pager = (nextCursor: string | null) => (
    <CursorPager
      total={null}
      {...cursorPaging(`ledger ${tab ?? ''} ${below ?? ''}`, { cursor, page }, nextCursor, place => {
        const { cursor: _, page: __, ...rest } = search
        void navigate({ search: { ...rest, ...place } })
      })}
    />
  )
  return { query: { below, record, cursor }, record, page, pager }
}

/** The same for the other list of a part that has two: posts above their holders, who is let off below who has none. */
export function useOtherPlace(below: string | undefined) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { tab, other, otherPage } = search
  const pager = (nextCursor: string | null) => (
    <CursorPager
      total={null}
      {...cursorPaging(`other ${tab ?? ''} ${below ?? ''}`, { cursor: other, page: otherPage }, nextCursor, place => {
        const { other: _, otherPage: __, ...rest } = search
        void navigate({ search: { ...rest, other: place.cursor, otherPage: place.page } })
      })}
    />
  )
  return { query: { below, cursor: other }, pager }
}

/** Said above one line that was opened from elsewhere. */
export const OneAlone = ({ below }: { below: string | undefined }) => {
  const { tab } = route.useSearch()
  return (
    <p className="note plain">
      只看这一条。
      <Link to="/commitments" search={{ tab, below }}>
        看全部
      </Link>
    </p>
  )
}
