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
test.each(pages)('%s is legible and reachable by finger in every edition, and light', async path => {
  const plain = await stage.visitor()
  await plain.open(path)
  await plain.check()
  await plain.checkWords()
  expect(await plain.weigh(path)).toBeLessThan(heaviestFirstView)
  const elder = await stage.visitor({ elder: 20 })
  await elder.open(path)
  await elder.check()
  for (const edition of [{ viewport: 'desktop' }, { viewport: 'desktop', elder: 30 }, { viewport: 'phone', elder: 30 }] as const) {
    const visitor = await stage.visitor(edition)
    await visitor.open(path)
    await visitor.measure()
  }
})

test('where script runs, no page complains, breaks its content policy or asks a stranger', async () => {
  const visitor = await stage.visitor({ script: true })
  for (const path of pages) {
    await visitor.open(path)
    expect(visitor.faults(), path).toEqual([])
  }
})
