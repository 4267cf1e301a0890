/** The receipt (回执): number and query code, large enough to read and print, with a QR that leads to the query page. */
import { toString as drawQr } from 'qrcode'
import { html, trusted, type Html } from '#platform/public/html.ts'
import { phone } from '#platform/public/layout.ts'
import type { Visit } from '#platform/server/page.ts'
import { lostCodeWords } from '../requests.words.ts'

export async function receiptBody(
  visit: Visit,
  { number, code }: { number: string; code: string },
  { contactPhone }: { contactPhone: string },
): Promise<Html> {
  const { publicUrl, officePhone } = visit.platform.config
  // The code stands behind the #: browsers keep that part to themselves, so it reaches no log (ASVS 14.2.1).
  const qr = await drawQr(`${publicUrl}/track?number=${encodeURIComponent(number)}#${code}`, {
    type: 'svg',
    margin: 1,
    errorCorrectionLevel: 'M',
  })
  return html`<div class="wrap main cols">
    <div class="flow">
      <h1>收到了，请记下这两样</h1>
      <section class="card up verify">
        <div class="qr" role="img" aria-label="查进度的二维码">${trusted(qr)}</div>
        <div class="flow">
          <dl class="kv codes">
            <div>
              <dt>编号</dt>
              <dd class="big-code num">${number}</dd>
            </div>
            <div>
              <dt>查询码</dt>
              <dd class="big-code num">${code}</dd>
            </div>
          </dl>
          <p>查询码只出现这一次。请拍照、抄下或打印。</p>
          <p>以后在这里查：<span class="num">${publicUrl.replace(/^https?:\/\//, '')}/track</span></p>
          <p class="sub small">别人拿到查询码也能看这件事，请收好。</p>
        </div>
      </section>
      <p class="btns"><a class="btn go" href="/track/case">看这件事的进度</a><a class="btn" href="/">回首页</a></p>
      <h2>接下来</h2>
      <ol class="steps nums">
        <li>2个工作日内有人接手。</li>
        <li>每一步都写在进度页上。${!contactPhone && html`您没留电话，请记得来看。`}</li>
        <li>办好了，由您说“解决了”才算完。</li>
      </ol>
    </div>
    <aside class="flow stick" aria-label="帮助">
      <section class="card">
        <h2>查询码丢了</h2>
        <p>${lostCodeWords}</p>
        <p>${phone(officePhone)}</p>
      </section>
    </aside>
  </div>`
}
