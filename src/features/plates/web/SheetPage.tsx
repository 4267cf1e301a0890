/** The sheet of plates to print (印牌): those issued and agreed to now, several on a page of A4, each with its QR. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRead } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { Icon } from '#platform/web/icons.tsx'
import { Page } from '#platform/web/Page.tsx'
import { QrCode } from '#platform/web/QrCode.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints } from '../plates.contract.ts'
import './sheet.css'

const route = getRouteApi('/plates/sheet')

export function SheetPage() {
  const { below } = route.useSearch()
  const sheet = useRead(endpoints.sheet, { query: { below } })
  // A consent may have been taken back while the page was open: the list is read and drawn again before it is printed.
  const print = async () => {
    if ((await sheet.refetch()).isSuccess) requestAnimationFrame(() => window.print())
  }
  return (
    <Page title="印牌" crumbs={[<Link to="/plates">党员户</Link>]}>
      <Reading of={sheet} lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty why="没有要印的牌" todo="都同意了、给了牌号，还没挂上的，才在这里。" />
          ) : (
            <section className="panel" aria-label="要印的牌">
              <p className="no-print">
                <Button type="primary" icon={<Icon name="print" />} loading={sheet.isRefetching} onClick={() => void print()}>
                  打印
                </Button>
              </p>
              <ul className="plates">
                {items.map(({ number, villageName, address }) => (
                  <li key={number}>
                    <b>党员户</b>
                    <span>{villageName}</span>
                    <QrCode text={address} label={`${number}号牌的网址`} />
                    <span>{number}</span>
                  </li>
                ))}
              </ul>
            </section>
          )
        }
      </Reading>
    </Page>
  )
}
