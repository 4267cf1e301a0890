/** A notice on the wall (公示栏海报): what its poster says, from the version on display. Source: conventions NOT-01, NOT-04. */
import { addDays } from '#platform/shared/calendar.ts'
import type { Notice } from './disclosures.contract.ts'
import { dayUnitNames } from './disclosures.words.ts'

/** "2026-03-02" → "2026年3月2日". */
const inWords = (day: string) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

/** The poster of the newest version; null while nothing is out, and once its list of persons was taken down. */
export function posterOf(notice: Notice, publicUrl: string) {
  const version = notice.versions.at(-1)
  // The archive of a list that came down is read by the office, and put on no wall.
  if (!version?.content || notice.state === 'withdrawn' || notice.unpublishedOn !== null) return null
  const { content, days, dayUnit, publishedOn, recordEntryId } = version
  const first = inWords(addDays(publishedOn, 1))
  const last = notice.clock?.endsOn ? `至${inWords(notice.clock.endsOn)}，` : '起，'
  const texts: [name: string, text: string][] = [
    ['依据', content.basis],
    ['预审', content.audit],
    ['选举日', content.pollingOn === null ? '' : inWords(content.pollingOn)],
    ['结果最晚公开', content.resultDueOn === null ? '' : inWords(content.resultDueOn)],
    ['附件', content.files.map(({ name }) => name).join('、')],
    ['盖章', content.seal === 'notNeeded' ? '无需盖章' : ''],
  ]
  const blocks = [
    ...content.content
      .split('\n')
      .filter(Boolean)
      .map(text => ({ kind: 'text' as const, text })),
    ...(content.table ? [{ kind: 'table' as const, header: content.table.columns, rows: content.table.rows }] : []),
    ...texts.filter(([, text]) => text !== '').map(([name, text]) => ({ kind: 'text' as const, text: `${name}：${text}` })),
  ]
  const ways = [
    content.objectPhone && `电话 ${content.objectPhone}`,
    content.objectAddress && `地址 ${content.objectAddress}`,
    content.objectWindow && `窗口 ${content.objectWindow}`,
  ]
  return {
    title: content.title,
    blocks,
    period: `${first}${last}共${days}${dayUnitNames[dayUnit]}${version.number > 1 ? `（第${version.number}版，更正过）` : ''}`,
    objecting: `${ways.filter(Boolean).join('，')}。留不留姓名都受理。`,
    issuer: content.issuer,
    date: content.issuedOn ?? publishedOn,
    address: `${publicUrl}/verify#${recordEntryId}`,
    codeLine: `存证编号 ${recordEntryId}`,
  }
}
