/** Parts (页面部件): what they say for what they are given. */
import { expect, test } from 'vitest'
import { figures, lamp, stateBox, table } from './parts.ts'
import { tileMap, tileTable, type Tile } from './tile-map.ts'
import { shownTime } from './layout.ts'
import { shownPhone, venueTable } from './venue-card.ts'

const plain = ({ text }: { text: string }) =>
  text
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

test.each([
  ['2026-11-23T01:00:00Z', '2026年11月23日 9:00', 'the hour as one says it'],
  ['2026-12-31T16:07:00Z', '2027年1月1日 0:07', 'the day in Shanghai'],
])('at %s a page says %s: %s', (instant, shown, _why) => expect(shownTime(new Date(instant))).toBe(shown))

test('a lamp says its word before its colour', () => {
  expect(plain(lamp('soon', '剩1天'))).toBe('临期 剩1天')
  expect(lamp('paused').text).toContain('class="lamp pause"')
})

test('a figure is a link to its rows, and no record is not zero', () => {
  const shown = figures([
    { value: 0, unit: '件', label: '收到', href: '/a' },
    { value: null, unit: '天', label: '中位数', href: '/b' },
  ])
  expect(plain(shown)).toBe('0 件 收到 尚无记录 中位数')
  expect([...shown.text.matchAll(/<a\s+href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['/a', '/b'])
})

test('an empty place says why, what to do and whom to call', () => {
  const shown = stateBox({
    title: '还没有人说过事',
    why: '可以第一个说。',
    action: { href: '/report', text: '说说烦心事' },
    call: '0757-0000 1200',
  })
  expect(plain(shown)).toBe('还没有人说过事 可以第一个说。 说说烦心事 要问，请打 0757-0000 1200')
})

test('what people typed cannot become markup', () => {
  expect(table({ caption: '<b>', columns: ['"', 'x'], rows: [['<i>', '&']] }).text).not.toMatch(/<b>|<i>|data-h="""/)
})

const tiles: Tile[] = [
  { href: '/villages/1', shortName: '爱国', name: '爱国社区', kind: 'community', kindName: '社区' },
  { href: '/villages/2', shortName: '上金瓯', name: '上金瓯社区', kind: 'community', kindName: '社区' },
  { href: '/villages/3', shortName: '科技园区', name: '西樵科技工业园社区', kind: 'zone', kindName: '园区' },
]

test('a tile map and its twin lead to the same places, in the order given', () => {
  const links = (text: string) => [...text.matchAll(/<a\s+href="([^"]+)"/g)].map(([, href]) => href)
  const drawn = tileMap(tiles, { labelledBy: 'map-t', current: '/villages/2' })
  expect(links(drawn.text)).toEqual(links(tileTable(tiles, '名单').text))
  expect(drawn.text.match(/aria-current="true"/g)).toHaveLength(1)
  expect(plain(drawn)).toBe('爱国 上金瓯 科技 园区')
})

test.each([
  ['075700001200', '0757-0000 1200', 'area code of four'],
  ['02000001200', '020-0000 1200', 'area code of three'],
  ['19900001234', '199 0000 1234', 'mobile'],
  ['12345', '12345', 'a short number stays'],
])('%s is read as %s: %s', (digits, shown) => {
  expect(shownPhone(digits)).toBe(shown)
})

test('a venue without hours or phone says that there is no record', () => {
  const venue = { id: 'v', name: '北街党群服务站', kindName: '党群服务站', address: '', hours: '', phone: null, services: [] }
  expect(plain(venueTable([venue], '阵地'))).toContain('北街党群服务站 尚无记录 尚无记录 尚无记录')
})
