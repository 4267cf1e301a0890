/**
 * The check for everyone (核对页): /verify, one file that works by itself, with the keys of today written into it.
 *
 * Its script and style stand inside, so it has a content policy of its own: their digests, and nothing else.
 */
import { readFileSync } from 'node:fs'
import { definePage } from '#platform/server/page.ts'
import { get } from '../record.actions.ts'
import type { RecordState } from '../record.contract.ts'
import { mergeWhatWaits } from '../record.merge.actions.ts'
import { alteredWords } from '../record.words.ts'

const page = readFileSync(new URL('./verify.html', import.meta.url), 'utf8')
const policy = /http-equiv="content-security-policy" content="([^"]+)"/.exec(page)![1]!

/** What a saved copy keeps: it is believed instead of whatever a server says later. */
export const trustText = ({ origin, logKeys, witnesses, required, closed }: RecordState, home: string) =>
  JSON.stringify({
    origin,
    logKeys,
    witnesses: witnesses.map(({ name, vkey }) => ({ name, vkey })),
    required,
    closed: closed.map(old => ({ origin: old.origin, logKeys: old.logKeys, size: old.size, root: old.root })),
    home,
  }).replaceAll('<', '\\u003c')

/** The page has a style of its own, and what is checked below still is what was signed. */
const alarmText = `<p class="bad" role="alert"><strong>■ ${alteredWords.join('<br>')}</strong></p>`

export const verifyPage = definePage({
  method: 'GET',
  path: '/verify',
  summary: '核对公开的内容有没有改过：浏览器自己算，存下来也能用',
  async run(visit) {
    await mergeWhatWaits(visit.platform)
    const { publicUrl } = visit.platform.config
    const state = await visit.call(get, {})
    const trust = trustText(state, publicUrl)
    const alarm = state.isAsSigned ? '' : alarmText
    const text = page
      .replaceAll('__HOME__', publicUrl)
      .replace('__ALARM__', alarm)
      .replace('__TRUST__', () => trust)
    return {
      bytes: Buffer.from(text),
      mediaType: 'text/html; charset=utf-8',
      headers: {
        'content-security-policy': `${policy}; frame-ancestors 'none'`,
        'cache-control': 'no-cache',
        ...(visit.query.save !== undefined && {
          'content-disposition': `attachment; filename="verify.html"; filename*=UTF-8''${encodeURIComponent('核对.html')}`,
        }),
      },
    }
  },
})
