/** The household's card (联系卡) to hand over: number, code and a QR. The code is shown once; the one before it ends. */
import { Button } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { useWrite } from '#platform/web/api-client.ts'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Icon } from '#platform/web/icons.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { QrCode } from '#platform/web/QrCode.tsx'
import { endpoints, type Household } from '../households.contract.ts'

export function CardDialog({ home, onClose }: { home: Household; onClose(): void }) {
  const [card, setCard] = useState<OutputOf<typeof endpoints.issueCard> | null>(null)
  const issue = useWrite(endpoints.issueCard)
  if (card) {
    return (
      <Dialog title="联系卡" footer={null} onCancel={onClose} staysOpen width={640}>
        <Card card={card} />
      </Dialog>
    )
  }
  return (
    <Dialog
      title={home.cardIssuedOn ? '换联系卡' : '发联系卡'}
      okText={home.cardIssuedOn ? '换卡' : '发卡'}
      cancelText="不发了"
      confirmLoading={issue.isPending}
      onOk={() => issue.mutate({ params: { householdId: home.id } }, { onSuccess: setCard })}
      onCancel={onClose}
    >
      <ProblemAlert problem={issue.error} />
      <p>{home.cardIssuedOn ? '换了以后，旧卡上的码马上作废。' : '卡上的码只显示一次，请当面交给这一户。'}</p>
    </Dialog>
  )
}

function Card({ card }: { card: { number: string; code: string } }) {
  // The number alone: a code in an address would end up in histories and logs (ASVS 14.2.1).
  const address = `${window.location.origin}/household?number=${encodeURIComponent(card.number)}`
  return (
    <section className="receipt" aria-label="联系卡">
      <div className="row">
        <dl className="codes">
          <div>
            <dt>户号</dt>
            <dd>{card.number}</dd>
          </div>
          <div>
            <dt>卡上的码</dt>
            <dd>{card.code}</dd>
          </div>
        </dl>
        <figure className="end">
          <QrCode text={address} label="联系卡的网址，扫码打开" />
          <figcaption className="sub">扫码打开</figcaption>
        </figure>
      </div>
      <p>谁来听您家的事、要不要，由您家说了算。网址：{window.location.host}/household</p>
      <p className="sub">码只显示这一次。丢了到村（社区）换一张。</p>
      <Button className="no-print" icon={<Icon name="print" />} onClick={() => window.print()}>
        打印联系卡
      </Button>
    </section>
  )
}
