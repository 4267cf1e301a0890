/** The villager's check (核对页): the printed file is what its sources make, small, and free of the words nobody needs. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { printed, verifyPage } from '../../scripts/print-verify.ts'

test('the committed page is what its sources make: node scripts/print-verify.ts', async () => {
  const page = await readFile(printed, 'utf8')
  expect(page === (await verifyPage())).toBe(true)
})

test('it is one file of at most 30 kB that fetches nothing but a proof', async () => {
  const page = await readFile(printed, 'utf8')
  expect(Buffer.byteLength(page)).toBeLessThanOrEqual(30_000)
  expect(/<script src|<link|@import|url\(/.test(page)).toBe(false)
  expect(page.match(/fetch\(/g)).toHaveLength(1)
})

test('nobody has to know what a hash is', async () => {
  const page = await readFile(printed, 'utf8')
  const words = page.slice(page.indexOf('<main>'), page.indexOf('</main>'))
  expect(words).not.toMatch(/哈希|hash|散列|Merkle|默克尔|指纹/i)
})
