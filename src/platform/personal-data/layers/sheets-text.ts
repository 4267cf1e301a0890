/**
 * Sheets' text (Excel文字): every row of every sheet, hidden ones too, with formulas, headers and texts that no cell uses any more.
 *
 * The importer's reader is not used: it looks at 200 columns and at what a ledger can hold.
 *
 * Source: ECMA-376 part 1, §18.3 (sheets), §18.4 (shared strings).
 */
import type { WorkbookPackage } from '../../server/workbook-package.ts'
import { parsePart, relations, tooMuch } from '../../server/workbook-xml.ts'
import type { TextPart } from '../findings.ts'
import { mostText } from './limits.ts'

export async function sheetsText(parts: WorkbookPackage): Promise<TextPart[]> {
  const strings = parts.has('xl/sharedStrings.xml') ? await sharedStrings(parts) : []
  const used = new Set<number>()
  const names = await sheetNames(parts)
  const found: TextPart[] = []
  for (const name of parts.names.filter(part => /^xl\/worksheets\/[^/]+\.xml$/.test(part)))
    found.push(...(await sheetText(parts, name, names.get(name) ?? name, strings, used)))
  strings.forEach((text, index) => {
    if (!used.has(index) && text.trim() !== '') found.push({ where: '没有用到的文字', text })
  })
  return found
}

async function sheetNames(parts: WorkbookPackage): Promise<Map<string, string>> {
  const links = await relations(parts, 'xl/workbook.xml')
  const names = new Map<string, string>()
  await parsePart(parts, 'xl/workbook.xml', {
    open(tag) {
      if (tag.name !== 'sheet') return
      const target = links.find(({ id }) => id === (tag.attribute('r:id') ?? tag.attribute('id')))?.target
      const hidden = (tag.attribute('state') ?? 'visible') === 'visible' ? '' : '（隐藏）'
      if (target) names.set(target, `表“${tag.attribute('name') ?? ''}”${hidden}`)
    },
  })
  return names
}

async function sharedStrings(parts: WorkbookPackage): Promise<string[]> {
  const strings: string[] = []
  let text = ''
  let length = 0
  await parsePart(parts, 'xl/sharedStrings.xml', {
    open(tag) {
      if (tag.name === 'si') text = ''
      else if (tag.name === 'rPh') text += '\n'
    },
    text(piece) {
      text += piece
      if ((length += piece.length) > mostText) throw tooMuch()
    },
    close(tag) {
      if (tag === 'si') strings.push(text)
    },
  })
  return strings
}

async function sheetText(
  parts: WorkbookPackage,
  name: string,
  where: string,
  strings: readonly string[],
  used: Set<number>,
): Promise<TextPart[]> {
  const found: TextPart[] = []
  let cells: string[] = []
  let row = 0
  let cell = { type: 'n', value: '', formula: '' }
  let inside: 'v' | 't' | 'f' | null = null
  let inRow = false
  let loose = ''
  let length = 0
  await parsePart(parts, name, {
    open(tag) {
      if (tag.name === 'row') {
        row = Number(tag.attribute('r') ?? row + 1)
        cells = []
        inRow = true
      } else if (tag.name === 'c') cell = { type: tag.attribute('t') ?? 'n', value: '', formula: '' }
      else if (tag.name === 'v' || tag.name === 't' || tag.name === 'f') inside = tag.name
      // What an input hint or an error message of a cell says, and what a link shows.
      for (const attribute of ['prompt', 'promptTitle', 'error', 'errorTitle', 'display', 'tooltip', 'location'] as const) {
        const told = tag.attribute(attribute)
        if (told) loose += `${told}\n`
      }
    },
    text(piece) {
      if ((length += piece.length) > mostText) throw tooMuch()
      if (!inRow) loose += piece
      else if (inside === 'f') cell.formula += piece
      else if (inside) cell.value += piece
    },
    close(tag) {
      if (tag === 'v' || tag === 't' || tag === 'f') inside = null
      else if (tag === 'c') cells.push(...shownTexts(cell, strings, used))
      else if (tag === 'row') {
        inRow = false
        const text = cells.join('\t')
        if ((length += text.length) > 2 * mostText) throw tooMuch()
        if (text.trim() !== '') found.push({ where: `${where}第${row}行`, text })
      } else if (!inRow && !loose.endsWith('\n')) loose += '\n'
    },
  })
  if (loose.trim() !== '') found.push({ where: `${where}的页眉、页脚和提示`, text: loose })
  return found
}

function shownTexts(
  { type, value, formula }: { type: string; value: string; formula: string },
  strings: readonly string[],
  used: Set<number>,
): string[] {
  const shown = type === 's' ? shared(Number(value)) : type === 'n' && /e/i.test(value) ? withoutExponent(value) : value
  return formula === '' ? [shown] : [shown, formula]

  function shared(index: number) {
    used.add(index)
    return strings[index] ?? ''
  }
}

/** 4.40605198001011E+17 is an ID number that was typed as a number. */
const withoutExponent = (value: string) =>
  Number.isFinite(Number(value)) ? Number(value).toLocaleString('en', { useGrouping: false }) : value
