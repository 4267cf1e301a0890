/** A trend (走势): what is drawn is also said, and each number in the table opens. */
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { inWords, Trend, type TrendLine } from './Trend.tsx'

const points = ['1月', '2月', '3月'].map((name, at) => ({ name, short: String(at + 1) }))
const lines: readonly TrendLine[] = [
  { name: '收到', values: [3, 5, null] },
  { name: '解决了', values: [1, 0, null] },
]
const drawn = (kind: 'lines' | 'bars', shown = lines) =>
  renderToStaticMarkup(
    <Trend
      title="诉求"
      definition="收到的诉求。"
      measure="件"
      points={points}
      lines={shown}
      kind={kind}
      cell={(line, point) => shown[line]!.values[point] ?? '还没到'}
    />,
  )

test('the drawing has a name and says its numbers; the table repeats them; nothing carries a style of its own', () => {
  const html = drawn('lines')
  expect(html).toContain('收到的诉求。收到：1月3件，2月5件。解决了：1月1件，2月0件。')
  expect(html.match(/<title[^>]*>诉求，一月一月的走势/)).not.toBeNull()
  expect(html.match(/<tr/g)).toHaveLength(points.length + 1)
  expect(html.match(/还没到/g)).toHaveLength(lines.length)
  expect(html).not.toContain('style=')
})

test('a month that has not come is not drawn as nothing', () => {
  expect(drawn('bars', lines.slice(0, 1)).match(/class="pillar"/g)).toHaveLength(2)
  expect(drawn('lines').match(/class="mark"/g), 'two lines of two months, and the legend').toHaveLength(6)
})

test('without a single value it says so', () => {
  expect(inWords(points, [{ name: '收到', values: [null, null, null] }], '件')).toBe('收到：还没有。')
})
