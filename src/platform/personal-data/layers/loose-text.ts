/**
 * Loose text (零散文字): what stands in the smaller parts of an office file: comments, text boxes, charts, pivot caches,
 * properties, links and what a form has bound.
 */
import type { WorkbookPackage } from '../../server/workbook-package.ts'
import { parsePart, tooMuch } from '../../server/workbook-xml.ts'
import type { TextPart } from '../findings.ts'
import { mostText } from './limits.ts'

/** Attributes that hold what someone typed: cached values, descriptions of pictures, WordArt, names, document variables, links. */
const told = ['v', 'descr', 'title', 'string', 'alt', 'name', 'displayName', 'ref'] as const
/** Pieces of one text. */
const inside = new Set(['t', 'r', 'rPr'])

/** Its text nodes and told attributes, a line for each element; one part in all, or none. */
export async function looseText(parts: WorkbookPackage, name: string): Promise<TextPart[]> {
  const text = name.endsWith('.vml') ? await strippedText(parts, name) : await elementText(parts, name)
  return text.trim() === '' ? [] : [{ where: placeOf(name), text }]
}

async function elementText(parts: WorkbookPackage, name: string): Promise<string> {
  let text = ''
  await parsePart(parts, name, {
    open(tag) {
      const external = tag.name === 'Relationship' && tag.attribute('TargetMode') === 'External'
      const values = [
        ...told.map(attribute => tag.attribute(attribute)),
        tag.name === 'docVar' ? tag.attribute('val') : undefined,
        external ? decoded(tag.attribute('Target')) : undefined,
      ]
      for (const value of values) if (value) text += `\n${value}\n`
      if (text.length > mostText) throw tooMuch()
    },
    text(piece) {
      text += piece
      if (text.length > mostText) throw tooMuch()
    },
    close(tag) {
      if (!inside.has(tag) && !text.endsWith('\n')) text += '\n'
    },
  })
  return text
}

/** Old drawings are not always well-formed; their tags are cut out. */
async function strippedText(parts: WorkbookPackage, name: string): Promise<string> {
  let text = ''
  for await (const chunk of await parts.open(name)) {
    text += (chunk as Buffer).toString('utf8')
    if (text.length > mostText) throw tooMuch()
  }
  return text.replaceAll(/<[^>]*>/g, ' ')
}

function decoded(target = ''): string {
  try {
    return decodeURIComponent(target)
  } catch {
    return target
  }
}

const places: readonly (readonly [RegExp, string])[] = [
  [/comments/i, '批注'],
  [/drawing|diagrams/i, '文本框和图形'],
  [/chart/i, '图表'],
  [/pivot/i, '数据透视表的缓存'],
  [/externalLink/i, '外部链接的缓存'],
  [/docProps/i, '文件属性'],
  [/\.rels$/, '链接'],
]
const placeOf = (name: string) => places.find(([part]) => part.test(name))?.[1] ?? `文件内部（${name.slice(name.lastIndexOf('/') + 1)}）`
