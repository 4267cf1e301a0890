/**
 * One certificate as a sheet of A4 (志愿服务记录证明): for the volunteer and the office that certifies, without script.
 *
 * Source: 民发〔2015〕149号 (the fields). The seal is pressed on paper: the page draws none. The number of the ID card is not kept
 * here; whoever needs it on paper writes it in.
 */
import { toString as drawQr } from 'qrcode'
import { asSubject } from '#features/rights/rights.pass.actions.ts'
import { html, trusted, type Html } from '#platform/public/html.ts'
import { frame, shownDay } from '#platform/public/layout.ts'
import { pairs, table } from '#platform/public/parts.ts'
import { definePage, type Visit } from '#platform/server/page.ts'
import { dayOf } from '#platform/shared/calendar.ts'
import { credential, get } from '../certificates.actions.ts'
import type { CertificateDetail } from '../certificates.contract.ts'
import { checkPath } from '../certificates.credential.rules.ts'
import { certificateStateNames, gradeWords, hoursWord } from '../certificates.words.ts'
import { isInForce, isVoid } from '../certificates.rules.ts'
import { deeper, gradePairs, replaceIt } from './parts.ts'

export const certificatePage = definePage({
  method: 'GET',
  path: '/volunteer/certificates/:certificateId',
  summary: '一份志愿服务证明：打印成A4，带二维码',
  async run(visit) {
    const me = (await asSubject(visit)) ?? visit
    if (me.actor.kind === 'public') return { redirect: '/volunteer/certificates' }
    const certificate = await me.call(get, { params: { certificateId: visit.params.certificateId } })
    const body = html`<div class="wrap main flow paper">
      <h1>志愿服务记录证明</h1>
      ${isVoid(certificate) && html`<div class="note">${replaceIt}</div>`}
      ${isInForce(certificate) ? await sheet(visit, certificate) : notYet(certificate, dayOf(visit.now))}
    </div>`
    return { html: frame(visit, { title: '志愿服务证明', section: 'action', tab: 'mine', crumbs: deeper, personal: true, body }) }
  },
})

export const credentialFile = definePage({
  method: 'GET',
  path: '/volunteer/certificates/:certificateId/file',
  summary: '电子证明（Open Badges 3.0）的文件',
  async run(visit) {
    const me = (await asSubject(visit)) ?? visit
    if (me.actor.kind === 'public') return { redirect: '/volunteer/certificates' }
    const { fileName, mediaType, bytes } = await me.call(credential, { params: { certificateId: visit.params.certificateId } })
    const headers = { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`, 'cache-control': 'no-store' }
    return { bytes: Buffer.from(bytes), mediaType, headers }
  },
})

function notYet({ state, postedUntil, refuseReason, revokeReason, entries, ...minutes }: CertificateDetail, today: string): Html {
  return html`<p><strong>${certificateStateNames[state]}</strong></p>
    ${state === 'posted' && html`<p>公示到${shownDay(postedUntil, today)}。没有异议，就由单位开出。</p>`}
    ${refuseReason !== null && html`<p>原因：${refuseReason}</p>`} ${state === 'revoked' && html`<p>原因：${revokeReason}</p>`}
    ${state === 'expired' && html`<p>可以再申请一份，不收钱。</p>`}
    ${pairs(gradePairs(minutes))} ${activities(entries)}`
}

const activities = (entries: CertificateDetail['entries']): Html =>
  table({
    caption: '服务内容',
    columns: ['活动', '日期', '组织单位', '时长', '等级'],
    rows: entries.map(({ title, servedOn, unitName, credited, grade }) => [
      title,
      servedOn,
      unitName,
      hoursWord(credited),
      gradeWords[grade],
    ]),
  })

async function sheet(visit: Visit, certificate: CertificateDetail): Promise<Html> {
  const { id, name, unitName, from, to, serial, issuedOn, validUntil, responsible, handlerName, officePhone, line, code, entries } =
    certificate
  // The line stands behind the #: a browser keeps it to itself, so that checking leaves no trace here.
  const address = `${visit.platform.config.publicUrl}${checkPath}`
  const qr = await drawQr(`${address}#${line}`, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
  return html`${pairs([
    ['编号', serial],
    ['姓名', name],
    ['证件号码', '（要用时本人手写，系统不保存）'],
    ['服务时间', `${shownDay(from)}到${shownDay(to)}`],
    ...gradePairs(certificate),
  ])}
    ${activities(entries)}
    ${pairs([
      ['出具单位', `${unitName}（盖章）`],
      ['负责人', responsible],
      ['经办人', handlerName],
      ['联系电话', officePhone],
      ['出具日期', shownDay(issuedOn!)],
      ['有效到', shownDay(validUntil!)],
    ])}
    <section class="verify certificate">
      <div class="qr" role="img" aria-label="查验这份证明的二维码">${trusted(qr)}</div>
      <div class="flow">
        <p>扫码查验，没有网络也行。</p>
        <p>或打开${visit.platform.config.publicUrl.replace(/^https?:\/\//, '')}${checkPath}，填编号和查验码。</p>
        <p>查验码：<strong class="num">${code}</strong></p>
        <p>本证明不收钱。事后补记的时长不在内。</p>
      </div>
    </section>
    <p class="btns"><a class="btn" href="/volunteer/certificates/${id}/file">下载电子证明</a></p>`
}
