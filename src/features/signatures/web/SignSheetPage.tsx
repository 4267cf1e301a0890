/** The sheet to sign (签名表) for printing: the text, the names of the roll with large lines, the meeting's code on it. */
import './signatures.css'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRead } from '#platform/web/api-client.ts'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Icon } from '#platform/web/icons.tsx'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Signing } from '../signatures.contract.ts'
import { shownCode } from '../signatures.rules.ts'

const route = getRouteApi('/meetings/$meetingId/sign-sheet')
/** For those who come and do not stand on the roll. */
const spareRows = 2

export function SignSheetPage() {
  const { meetingId } = route.useParams()
  const found = useRead(endpoints.get, { params: { meetingId } })
  return (
    <Page
      title="签名表"
      crumbs={[
        <Link to="/meetings/$meetingId/signatures" params={{ meetingId }}>
          签名核对
        </Link>,
      ]}
    >
      <Reading of={found} lines={6}>
        {signing =>
          signing.code === null ? (
            <Empty why="还没有要签的文字" todo="先写要签的文字，再打印签名表。" />
          ) : (
            <Paper signing={signing} code={signing.code} />
          )
        }
      </Reading>
    </Page>
  )
}

const Paper = ({ signing: { title, heldOn, unitName, text, signers }, code }: { signing: Signing; code: string }) => (
  <section className="panel" aria-label="要打印的签名表">
    <p className="no-print">
      <Button type="primary" icon={<Icon name="print" />} onClick={() => window.print()}>
        打印
      </Button>
    </p>
    <table className="sign-sheet">
      <caption>
        <b>{title}签名表</b>
        <span>
          {unitName}，{showDay(heldOn)}
        </span>
        <span>
          编号 <b className="sheet-code">{shownCode(code)}</b>
        </span>
        <span className="say">本人看过并同意：{text?.text}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">序号</th>
          <th scope="col">姓名</th>
          <th scope="col">本人签名</th>
          <th scope="col">日期</th>
        </tr>
      </thead>
      <tbody>
        {[...signers.map(({ name }) => name), ...Array.from({ length: spareRows }, () => '')].map((name, at) => (
          <tr key={at}>
            <td>{at + 1}</td>
            <td>{name}</td>
            <td />
            <td />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={4}>
            编号 <b className="sheet-code">{shownCode(code)}</b>，只用于这次会议。
          </td>
        </tr>
      </tfoot>
    </table>
  </section>
)
