/** The receipt (回执) to hand over: number, query code and a QR to the query page. The code is shown once. */
import './requests.css'
import { Button } from 'antd'
import { Icon } from '#platform/web/icons.tsx'
import { QrCode } from '#platform/web/QrCode.tsx'

export function ReceiptCard({ receipt }: { receipt: { number: string; code: string } }) {
  // The number alone: a code in an address would end up in histories and logs (ASVS 14.2.1).
  const track = `${window.location.origin}/track?number=${encodeURIComponent(receipt.number)}`
  return (
    <section className="receipt" aria-label="回执">
      <h2>回执：请交给居民</h2>
      <div className="row">
        <dl className="codes">
          <div>
            <dt>编号</dt>
            <dd>{receipt.number}</dd>
          </div>
          <div>
            <dt>查询码</dt>
            <dd>{receipt.code}</dd>
          </div>
        </dl>
        <figure className="end">
          <QrCode text={track} label="查进度的网址，扫码打开" />
          <figcaption className="sub">扫码查进度</figcaption>
        </figure>
      </div>
      <p>凭编号和查询码，随时看这件事办到哪一步。网址：{window.location.host}/track</p>
      <p className="sub">查询码只显示这一次。丢了可以到窗口补发。办没办好，由您说了算。</p>
      <Button className="no-print" icon={<Icon name="print" />} onClick={() => window.print()}>
        打印回执
      </Button>
    </section>
  )
}
