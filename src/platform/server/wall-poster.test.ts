import { expect, test } from 'vitest'
import { codeInDocx, codesOnPdf } from '../../../tests/support/qr.ts'
import { textOf } from '../personal-data/layers/text-of.ts'
import { writePosterDocx } from './wall-poster-docx.ts'
import { absentFrom, writePosterPdf } from './wall-poster-pdf.ts'
import type { WallPoster } from './wall-poster.ts'

const poster: WallPoster = {
  title: '新田村鱼塘出租结果公示',
  blocks: [
    { kind: 'text', text: '经村民代表会议表决，应到三十人，实到二十六人，二十四人同意，村口鱼塘租给李翀，租期五年。' },
    {
      kind: 'table',
      header: ['序号', '事项', '金额'],
      rows: [
        ['1', '村口鱼塘五年租金，一年一付，第一年在签合同时付', '120,000元'],
        ['2', '押金', '10,000元'],
      ],
    },
  ],
  period: '2026年3月2日至2026年3月8日，共7天',
  objecting: '3月8日前，到村委会二楼找村务监督委员会，或打0757-86880000。',
  issuer: '西樵镇新田村村民委员会',
  date: '2026-03-02',
  address: 'https://example.cn/verify?entry=0198f2b0-5c3e-7d4a-9b1f-1f2e3d4c5b6a&digest=3f8a',
  codeLine: '存证第1024号',
}

test('the code on the printed pdf leads to the exact address', async () => {
  expect(await codesOnPdf(await writePosterPdf(poster))).toEqual([poster.address])
})

test('the code in the docx leads to the exact address', async () => {
  expect(await codeInDocx(await writePosterDocx(poster))).toBe(poster.address)
})

test.each([
  ['pdf', writePosterPdf],
  ['docx', writePosterDocx],
])('the %s says everything that the board must say', async (_form, write) => {
  const texts = (await textOf({ name: '海报', type: '', bytes: await write(poster) }))
    .map(({ text }) => text.replaceAll(/\s/g, ''))
    .join('')
  for (const told of [
    '新田村鱼塘出租结果公示',
    '租给李翀',
    '120,000元',
    '公示时间：2026年3月2日至2026年3月8日，共7天',
    '有意见怎么提：3月8日前',
    '西樵镇新田村村民委员会',
    '2026年3月2日',
    '存证第1024号',
    '扫码看原文',
  ])
    expect(texts).toContain(told)
})

test('only the characters used are embedded', async () => {
  const pdf = await writePosterPdf(poster)
  expect(pdf.length).toBeLessThan(200_000)
  const fonts = Buffer.from(pdf)
    .toString('latin1')
    .match(/\/FontName \/([A-Z]{6})\+/g)
  expect(fonts).toHaveLength(2)
})

test('a character that the font has not is named, and shown as such', async () => {
  const rare = { ...poster, issuer: '𠮷田村' }
  expect([await absentFrom(poster), await absentFrom(rare)]).toEqual([[], ['𠮷']])
  const texts = await textOf({ name: '', type: '', bytes: await writePosterPdf(rare) })
  expect(texts.map(({ text }) => text).join('')).toContain('〓田村')
})

test('a long table goes on to further pages, each with its header, and the code stands once, at the end', async () => {
  const rows = Array.from({ length: 90 }, (_, at) => [String(at + 1), '村口鱼塘五年租金，一年一付', '120,000元'])
  const pdf = await writePosterPdf({ ...poster, blocks: [{ kind: 'table', header: ['序号', '事项', '金额'], rows }] })
  const codes = await codesOnPdf(pdf)
  expect(codes.length).toBeGreaterThan(2)
  expect(codes).toEqual([...codes.slice(1).map(() => undefined), poster.address])
  const texts = (await textOf({ name: '', type: '', bytes: pdf })).filter(({ where }) => /^第\d+页$/.test(where))
  expect(texts.slice(0, -1).every(({ text }) => text.includes('序号'))).toBe(true)
  for (const row of rows) expect(texts.some(({ text }) => text.includes(row[0]!))).toBe(true)
})
