/** Official documents (公文): the layout, read back from the XML of the file. */
import { expect, test } from 'vitest'
import { entriesOf } from '../../../tests/support/unzip.ts'
import { writeOfficialDocument, type Block } from './official-document.ts'

const text = (words: string): Block => ({ level: 'text', text: words })
const written = async (changes: object = {}) =>
  entriesOf(
    await writeOfficialDocument({
      title: '西樵镇2020年“三亮”年度报告',
      blocks: [{ level: 1, text: '一、总述' }, text('五个方面。'), { level: 2, text: '（一）阵地' }],
      annexes: [{ name: '算法和统计日', blocks: [text('截至2020年12月31日。')] }],
      issuer: '西樵镇人民政府',
      date: '2021-01-05',
      ...changes,
    }),
  )
const numberIn = (xml: string, element: string, attribute: string) =>
  Number(new RegExp(`<w:${element}\\b[^>]* w:${attribute}="(-?[0-9]+)"`).exec(xml)?.[1])
/** Twips. */
const mm = (length: number) => (length / 25.4) * 1440

test('A4, the margins of the standard, 22 lines of 28 characters a page', async () => {
  const xml = (await written())['word/document.xml']!
  const size = (name: string, attribute: string) => numberIn(xml, name, attribute)
  expect(Math.abs(size('pgSz', 'w') - mm(210))).toBeLessThan(1)
  expect(Math.abs(size('pgSz', 'h') - mm(297))).toBeLessThan(1)
  // DOC-01: head 37 ± 1 mm, binding edge 28 ± 1 mm
  expect(Math.abs(size('pgMar', 'top') - mm(37))).toBeLessThan(mm(1))
  expect(Math.abs(size('pgMar', 'left') - mm(28))).toBeLessThan(mm(1))
  const height = size('pgSz', 'h') - size('pgMar', 'top') - size('pgMar', 'bottom')
  const width = size('pgSz', 'w') - size('pgMar', 'left') - size('pgMar', 'right')
  const pitch = size('docGrid', 'linePitch')
  expect(/<w:docGrid\b[^>]*w:type="lines"/.test(xml)).toBe(true)
  // DOC-02
  expect(Math.floor(height / pitch)).toBe(22)
  const spacings = [...xml.matchAll(/<w:r><w:rPr>(?:(?!<\/w:rPr>).)*<w:spacing w:val="(-?[0-9]+)"/g)].map(match => Number(match[1]))
  expect(spacings).toHaveLength(xml.match(/<w:t[ >]/g)!.length)
  expect(new Set(spacings.map(spacing => Math.floor(width / 20 / (16 + spacing / 20))))).toEqual(new Set([28]))
  const lines = [...xml.matchAll(/<w:spacing\b[^>]*w:line="([0-9]+)"[^>]*w:lineRule="exact"/g)].map(match => Number(match[1]))
  expect(new Set(lines)).toEqual(new Set([pitch]))
})

test('title, headings and text in the fonts and sizes of the standard, named and not embedded', async () => {
  const files = await written()
  const xml = files['word/document.xml']!
  const fontOf = (words: string) => {
    const run = xml.split('<w:r>').find(each => each.includes(`>${words}<`))!
    return [/w:eastAsia="([^"]+)"/.exec(run)?.[1], Number(/<w:sz w:val="([0-9]+)"/.exec(run)?.[1]) / 2]
  }
  expect(fontOf('西樵镇2020年“三亮”年度报告')).toEqual(['方正小标宋简体', 22])
  expect(fontOf('一、总述')).toEqual(['黑体', 16])
  expect(fontOf('（一）阵地')).toEqual(['楷体_GB2312', 16])
  expect(fontOf('五个方面。')).toEqual(['仿宋_GB2312', 16])
  expect(fontOf('附件')).toEqual(['黑体', 16])
  expect(Object.keys(files).filter(name => /\.(odttf|ttf|otf)$/.test(name))).toEqual([])
})

test('a heading stands with its text, and a page is filled to its last line', async () => {
  const xml = (await written())['word/document.xml']!
  const paragraphs = xml.split('<w:p>').filter(each => each.includes('<w:t'))
  const staying = paragraphs.filter(each => each.includes('<w:keepNext/>')).map(each => />([^<]+)<\/w:t>/.exec(each)![1])
  expect(staying).toEqual(['一、总述', '（一）阵地'])
  expect(paragraphs.every(each => each.includes('<w:widowControl w:val="false"/>'))).toBe(true)
})

test('the annex is named under the text, stands on a page of its own, and the date has no leading zero', async () => {
  const xml = (await written())['word/document.xml']!
  expect(xml).toContain('>附件：算法和统计日<')
  expect(xml).toContain('>2021年1月5日<')
  expect(xml.match(/<w:pageBreakBefore\/>/g)).toHaveLength(1)
  const two = (
    await written({
      annexes: [
        { name: '甲', blocks: [] },
        { name: '乙', blocks: [] },
      ],
    })
  )['word/document.xml']!
  for (const words of ['附件：1.甲', '2.乙', '附件1', '附件2']) expect(two).toContain(`>${words}<`)
  expect((await written({ annexes: [] }))['word/document.xml']).not.toContain('附件')
})

test('page numbers stand outside: right on odd pages, left on even ones', async () => {
  const files = await written()
  const footers = Object.entries(files).filter(([name]) => name.startsWith('word/footer'))
  expect(footers).toHaveLength(2)
  expect(footers.map(([, xml]) => /<w:jc w:val="(\w+)"/.exec(xml)?.[1]).sort()).toEqual(['left', 'right'])
  for (const [, xml] of footers) expect([xml.includes('— '), numberIn(xml, 'sz', 'val')]).toEqual([true, 28])
  expect(files['word/settings.xml']).toContain('evenAndOddHeaders')
})

test('text is indented by two characters, and who sends it and the day stand two and four in from the right', async () => {
  const files = await written()
  const paragraphs = files['word/document.xml']!.split('<w:p>')
  const indentOf = (words: string, attribute: string) =>
    numberIn(
      paragraphs.find(each => each.includes(`>${words}<`))!,
      'ind',
      attribute,
    )
  const character = mm(156) / 28
  const about = (twips: number, characters: number) => Math.abs(twips - characters * character) <= 1
  // DOC-03
  for (const words of ['一、总述', '五个方面。', '（一）阵地']) expect(about(indentOf(words, 'firstLine'), 2), words).toBe(true)
  // DOC-05
  expect(about(indentOf('西樵镇人民政府', 'end') || indentOf('西樵镇人民政府', 'right'), 2)).toBe(true)
  expect(about(indentOf('2021年1月5日', 'end') || indentOf('2021年1月5日', 'right'), 4)).toBe(true)
  // DOC-04: the second name of an annex stands under the first
  const two = await written({
    annexes: [
      { name: '甲', blocks: [] },
      { name: '乙', blocks: [] },
    ],
  })
  const second = two['word/document.xml']!.split('<w:p>').find(each => each.includes('>2.乙<'))!
  expect(about(numberIn(second, 'ind', 'start') || numberIn(second, 'ind', 'left'), 5)).toBe(true)
  // DOC-06: the number of the page stands one character in
  for (const [name, xml] of Object.entries(files).filter(([each]) => each.startsWith('word/footer'))) {
    const side = /<w:jc w:val="(\w+)"/.exec(xml)![1] === 'right' ? ['end', 'right'] : ['start', 'left']
    expect(about(numberIn(xml, 'ind', side[0]!) || numberIn(xml, 'ind', side[1]!), 1), name).toBe(true)
  }
})
