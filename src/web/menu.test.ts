/** The menu of the console (主菜单): whoever opens a page sees where it stands. */
import { expect, test } from 'vitest'
import { standsUnder, type MenuEntry } from '#platform/web/menu-line.ts'
import { menu } from './menu.ts'
import { consolePages } from './pages.ts'

const lines = menu.flatMap(({ entries }) => entries)
const linesOf = (path: string, among: readonly Pick<MenuEntry, 'to' | 'holds'>[] = lines) =>
  among.filter(line => standsUnder(path, line)).map(({ to }) => to)

/** Not in the menu: the way to them is in the header, on every page. */
const inHeader = ['/my-account']

test('each page of the console stands under one line of the menu', () => {
  const paths = consolePages.map(({ options }) => (options as { path: string }).path)
  expect(paths.length).toBeGreaterThan(60)
  const wrong = paths.filter(path => !inHeader.includes(path) && linesOf(path).length !== 1)
  expect(wrong.map(path => `${path}: ${linesOf(path).join(' and ') || 'no line'}`)).toEqual([])
})

test.each([
  ['/certificates/$certificateId', [{ to: '/volunteering' }], [], 'nobody says where it stands'],
  ['/certificates/$certificateId', [{ to: '/volunteering', holds: ['/certificates'] }], ['/volunteering'], 'its line says so'],
  ['/meetings', [{ to: '/votes', holds: ['/meetings'] }, { to: '/meetings' }], ['/votes', '/meetings'], 'two lines claim it'],
  ['/requests-old', [{ to: '/requests' }], [], 'a name that begins alike'],
  ['/requests', [{ to: '/' }], [], 'the start page holds nothing but itself'],
  ['/', [{ to: '/' }], ['/'], 'itself'],
] as const)('%s among %o stands under %o: %s', (path, among, expected, _why) => {
  expect(linesOf(path, among as unknown as readonly MenuEntry[])).toEqual(expected)
})
