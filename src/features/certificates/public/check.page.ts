/**
 * 查验志愿服务证明: the page behind the QR. Without script it asks the server; with script it checks here, without any network.
 *
 * What it needs offline is in the page: public keys, the signed revocation list, and the sentences. Nothing of the line is sent.
 */
import { html, trusted, type Html } from '#platform/public/html.ts'
import { assetPath, findAsset } from '#platform/public/assets.ts'
import { frame, shownTime } from '#platform/public/layout.ts'
import { definePage, type PageAnswer, type Visit } from '#platform/server/page.ts'
import { check } from '../certificates.check.actions.ts'
import type { CertifiedFacts } from '../certificates.contract.ts'
import { checkPath } from '../certificates.credential.rules.ts'
import { findStatus, listKeys } from '../certificates.queries.ts'
import { rawKey } from '../certificates.signing.actions.ts'
import { gradeWords, verdictSentences } from '../certificates.words.ts'
import { crumbs, factPairs, refused, shownFaults } from './parts.ts'

export const checkPage = definePage({
  method: 'GET',
  path: checkPath,
  summary: '查验志愿服务证明：扫码、文件或编号，离线也能查',
  run: visit => show(visit, null, [], 200),
})

export const checkPost = definePage({
  method: 'POST',
  path: checkPath,
  summary: '联网查验一份志愿服务证明',
  async run(visit) {
    visit.limit('lookUp')
    try {
      const seen = await visit.call(check, { body: { text: visit.form.text ?? '' } })
      return await show(visit, seen, [], 200)
    } catch (error) {
      const { faults, status } = shownFaults(error)
      return show(visit, null, faults, status)
    }
  },
})

/** The page kept by the browser, so that the QR opens it with no network. */
export const checkWorker = definePage({
  method: 'GET',
  path: '/volunteer/check-worker.js',
  summary: '让查验页没有网络也能打开的小程序',
  run: () =>
    Promise.resolve({
      bytes: findAsset('check-worker.js')!.bytes,
      mediaType: 'text/javascript; charset=utf-8',
      headers: { 'cache-control': 'no-cache' },
    }),
})

/** The whole check as one file, for a machine that is never online. */
export const checkFile = definePage({
  method: 'GET',
  path: '/volunteer/check/file',
  summary: '查验页存成一个文件，从不上网的电脑也能用',
  async run(visit) {
    const page = html`<!doctype html>
      <html lang="zh-CN">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>查验志愿服务证明</title>
          <style>
            ${trusted('body{font:18px/1.6 sans-serif;max-width:40em;margin:1em auto;padding:0 1em}textarea,input{width:100%;font:inherit;min-height:48px}')}
          </style>
        </head>
        <body>
          <h1>查验志愿服务证明</h1>
          ${await machine(visit)}
          <div>${fields}</div>
          <script>
            ${trusted(scriptOf('nacl-fast.min.js'))}
          </script>
          <script>
            ${trusted(scriptOf('credential-proof.js'))}
          </script>
          <script>
            ${trusted(scriptOf('check-certificate.js'))}
          </script>
        </body>
      </html>`
    const headers = { 'content-disposition': "attachment; filename*=UTF-8''check.html", 'cache-control': 'no-store' }
    return { bytes: Buffer.from(page.text), mediaType: 'text/html; charset=utf-8', headers }
  },
})
const scriptOf = (name: string) => findAsset(name)!.bytes.toString('utf8').replaceAll('</script', '<\\/script')

interface Seen {
  sentence: string
  facts: CertifiedFacts | null
}

async function show(visit: Visit, seen: Seen | null, faults: readonly string[], status: number): Promise<PageAnswer> {
  const body = html`<div class="wrap main cols">
      <div class="flow">
        ${refused(faults)}
        <h1>查验志愿服务证明</h1>
        ${
          seen &&
          html`<section class="card flow" aria-label="联网查验的结果">
            <p role="status"><strong>${seen.sentence}</strong></p>
            ${seen.facts && factPairs(seen.facts)}
          </section>`
        }
        ${await machine(visit)}
        <form class="form" action="${checkPath}" method="post">
          ${fields}
          <div class="btns"><button class="btn go" type="submit">联网查验</button></div>
        </form>
      </div>
      <aside class="flow stick" aria-label="说明">
        <section class="card">
          <h2>怎么查</h2>
          <ul class="plain">
            <li>扫证明上的二维码，就打开这一页。</li>
            <li>或填编号和查验码，联网查。</li>
            <li>或选电子证明的文件。</li>
          </ul>
        </section>
        <section class="card">
          <h2>没有网络</h2>
          <p>这一页打开过一次，断网也能查。</p>
          <p><a class="tap" href="/volunteer/check/file">存成一个文件</a></p>
        </section>
      </aside>
    </div>
    <script src="${assetPath('nacl-fast.min.js')}" defer></script>
    <script src="${assetPath('credential-proof.js')}" defer></script>
    <script src="${assetPath('check-certificate.js')}" defer></script>`
  return {
    html: frame(visit, { title: '查验志愿服务证明', section: 'action', tab: 'open', crumbs, body }),
    status,
    // kept for when there is no network
    headers: { 'cache-control': 'no-cache' },
  }
}

/** What the script needs, and where it says what it found. Without script it stays hidden. */
async function machine(visit: Visit): Promise<Html> {
  const { keys, status } = await visit.read(async ({ db }) => ({ keys: await listKeys(db), status: await findStatus(db) }))
  const trustedKeys = Object.fromEntries(keys.filter(({ leaked }) => !leaked).map(({ publicKey }) => [publicKey, rawKey(publicKey)]))
  return html`<section
    class="card flow"
    id="check"
    aria-label="离线查验的结果"
    hidden
    data-keys="${JSON.stringify(trustedKeys)}"
    data-leaked="${JSON.stringify(keys.filter(({ leaked }) => leaked).map(({ publicKey }) => publicKey))}"
    data-list="${status?.line ?? ''}"
    data-sentences="${JSON.stringify(verdictSentences)}"
    data-grades="${JSON.stringify(gradeWords)}"
  >
    <p role="status"><strong id="said"></strong></p>
    <dl class="kv" id="facts"></dl>
    <p class="sub">撤销名单截至${status ? shownTime(status.writtenAt) : '未知'}。</p>
  </section>`
}

const fields = html`<div class="f">
    <label for="text">证明上的内容</label>
    <p class="hint" id="text-h">编号和查验码，或扫码得到的网址。</p>
    <textarea class="in" id="text" name="text" rows="3" required autocomplete="off" spellcheck="false" aria-describedby="text-h"></textarea>
  </div>
  <div class="f" id="drop" hidden>
    <label for="file">电子证明的文件</label>
    <p class="hint" id="file-h">选文件，或拖到这里。不会上传。</p>
    <input class="in" id="file" type="file" accept=".json,application/json,application/ld+json" aria-describedby="file-h" />
  </div>`
