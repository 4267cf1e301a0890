/** Every public page in every edition (版本): phone and desktop, standard and 长辈版; legible, reachable by finger, and light. */
import { beforeAll, expect, test } from 'vitest'
import { heaviestFirstView, useBrowser } from './support.ts'
import { aSmallTown, codeOf } from './town.ts'

const stage = useBrowser()
beforeAll(() => aSmallTown(stage.app.owner))

const pages = [
  '/',
  `/?v=${codeOf('048')}`,
  '/villages',
  `/villages/${codeOf('048')}`,
  `/villages/${codeOf('001')}`,
  `/villages/${codeOf('402')}`,
  '/voice',
  '/voice/cases',
  '/action',
  '/plan',
  '/reports/2020',
  '/reports/2020/T06',
  '/relief',
  '/standards',
  '/matters',
  '/decisions',
  '/notices',
  '/how',
  '/my',
  '/search?q=爱国',
]

/** One visitor for each edition, who goes from page to page as people do: a browser opened anew for each is what took the time. */
const editions = [
  { edition: {}, asks: 'axe and words' },
  { edition: { elder: 20 }, asks: 'axe' },
  { edition: { viewport: 'desktop' }, asks: 'measures' },
  { edition: { viewport: 'desktop', elder: 30 }, asks: 'measures' },
  { edition: { viewport: 'phone', elder: 30 }, asks: 'measures' },
] as const
test.each(editions)('every page is legible and reachable by finger in $edition', async ({ edition, asks }) => {
  const visitor = await stage.visitor(edition)
  for (const path of pages) {
    await visitor.open(path)
    await (asks === 'measures' ? visitor.measure() : visitor.check())
    if (asks === 'axe and words') await visitor.checkWords()
  }
})

test('every page is light', async () => {
  const visitor = await stage.visitor()
  for (const path of pages) expect(await visitor.weigh(path), path).toBeLessThan(heaviestFirstView)
})

test('where script runs, no page complains, breaks its content policy or asks a stranger', async () => {
  const visitor = await stage.visitor({ script: true })
  for (const path of pages) {
    await visitor.open(path)
    expect(visitor.faults(), path).toEqual([])
  }
})
