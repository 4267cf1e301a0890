/**
 * Workbook XML (表格内部的XML): one part of an xlsx as a stream of tags, under limits.
 *
 * A part is never held whole: memory follows what the caller keeps, and a hostile part
 * (endless depth, endless text, entities) meets a limit instead of the machine's.
 *
 * Source: ECMA-376 part 2 (packaging); reliability S7 (billion laughs, quadratic blow-up).
 */
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { Problem, problems } from '../shared/problem.ts'
import { refuseBroken, type WorkbookPackage } from './workbook-package.ts'

export const xmlLimits = {
  /** Elements of one part. */
  elements: 6_000_000,
  depth: 64,
  /** Bytes within one tag or text; a cell holds at most 32,767 characters. */
  piece: 1_000_000,
} as const

/** A tag: its name without prefix, and its attributes by local name. */
export interface Tag {
  name: string
  attribute(name: string): string | undefined
}

/** Streams one part through the parser; `on` hears of tags and text in order. Refuses broken XML (422) and floods (413). */
export async function parsePart(
  parts: WorkbookPackage,
  name: string,
  on: { open?(tag: Tag): void; close?(name: string): void; text?(text: string): void },
): Promise<void> {
  const parser = new SaxesParser({ xmlns: false })
  let depth = 0
  let elements = 0
  let piece = 0
  parser.on('doctype', () => {
    throw new Problem(problems.invalid, '文件里有不该有的内容，没有读取。请用Excel另存一次。')
  })
  parser.on('opentag', (tag: SaxesTagPlain) => {
    piece = 0
    depth += 1
    elements += 1
    if (depth > xmlLimits.depth || elements > xmlLimits.elements) throw tooMuch()
    on.open?.({ name: local(tag.name), attribute: wanted => attributeOf(tag.attributes, wanted) })
  })
  parser.on('closetag', (tag: SaxesTagPlain) => {
    piece = 0
    depth -= 1
    on.close?.(local(tag.name))
  })
  parser.on('text', text => {
    piece = 0
    on.text?.(text)
  })
  parser.on('cdata', text => on.text?.(text))
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    for await (const chunk of await parts.open(name)) {
      piece += (chunk as Buffer).length
      if (piece > xmlLimits.piece) throw tooMuch()
      parser.write(decoder.decode(chunk as Buffer, { stream: true }))
    }
    parser.write(decoder.decode()).close()
  } catch (error) {
    refuseBroken(error)
  }
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

function attributeOf(attributes: Record<string, string>, wanted: string): string | undefined {
  const plain = attributes[wanted]
  if (plain !== undefined) return plain
  for (const name in attributes) if (name.endsWith(`:${wanted}`)) return attributes[name]
  return undefined
}

export interface Relation {
  id: string
  type: string
  target: string
}

/** The relations of a part, targets as names in the package; "" stands for the package itself. */
export async function relations(parts: WorkbookPackage, of: string): Promise<Relation[]> {
  const folder = of.slice(0, of.lastIndexOf('/') + 1)
  const file = `${folder}_rels/${of.slice(folder.length)}.rels`
  const found: Relation[] = []
  if (!parts.has(file)) return found
  await parsePart(parts, file, {
    open(tag) {
      const target = tag.attribute('Target')
      if (tag.name !== 'Relationship' || !target || tag.attribute('TargetMode') === 'External') return
      const name = new URL(target, `package:///${folder}`).pathname.slice(1)
      found.push({ id: tag.attribute('Id') ?? '', type: tag.attribute('Type') ?? '', target: decodeURIComponent(name) })
    },
  })
  return found
}

export const tooMuch = () => new Problem(problems.tooLarge, '表格里的内容太多，没有读取。请删掉空白行，或分成几个文件。')
