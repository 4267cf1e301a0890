/** What I have to put right (要我整改的): open ones first, by day. The report behind an item may be closed to its owner. */
import { Link } from '@tanstack/react-router'
import { useRead } from '#platform/web/api-client.ts'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints } from '../appraisals.contract.ts'
import { ItemList } from './ItemList.tsx'

export function ItemsPage() {
  const mine = useRead(endpoints.myItems, {})
  return (
    <Page title="要我整改的" crumbs={[<Link to="/appraisals">述职评议</Link>]}>
      <section className="panel" aria-label="要我整改的">
        <Reading of={mine}>{({ items }) => <ItemList items={items} from empty="没有要您整改的" />}</Reading>
      </section>
    </Page>
  )
}
