/** Zip archives for tests (压缩包): as honest or as dishonest as the test needs them. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  name: string
  data: Uint8Array | string
  /** What the directory claims; the truth by default. */
  claims?: number
  /** Unix mode, e.g. 0o120777 for a symbolic link. */
  mode?: number
  encrypted?: true
  /** Already deflated data that inflates to `claims` bytes: one buffer can stand for many. */
  deflated?: Uint8Array
}

/** An archive of the entries, in order. Source: APPNOTE.TXT 4.3. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const data = Buffer.from(entry.data as Uint8Array)
    const packed = Buffer.from(entry.deflated ?? deflateRawSync(data))
    const name = Buffer.from(entry.name)
    const fixed = Buffer.alloc(26)
    fixed.writeUInt16LE(20, 0)
    fixed.writeUInt16LE(0x0800 | (entry.encrypted ? 1 : 0), 2)
    fixed.writeUInt16LE(8, 4)
    fixed.writeUInt32LE(crc32(data), 10)
    fixed.writeUInt32LE(packed.length, 14)
    fixed.writeUInt32LE(entry.claims ?? data.length, 18)
    fixed.writeUInt16LE(name.length, 22)
    bodies.push(Buffer.from('PK\u0003\u0004'), fixed, name, packed)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0003'), fixed, rest, name)
    offset += 30 + name.length + packed.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length & 0xffff, 4)
  end.writeUInt16LE(entries.length & 0xffff, 6)
  end.writeUInt32LE(index.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, index, Buffer.from('PK\u0005\u0006'), end])
}

const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** The parts of a small xlsx whose one worksheet 人员 has `sheetXml` inside; add or replace parts as needed. */
export function xlsxParts(sheetXml: string, options: { styles?: string; strings?: string; book?: string } = {}): ZipEntry[] {
  const link = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${relationship}/${type}" Target="${target}"/>`
  const links = [
    link(1, 'worksheet', 'worksheets/sheet1.xml'),
    link(2, 'styles', 'styles.xml'),
    link(3, 'sharedStrings', 'sharedStrings.xml'),
  ]
  return [
    { name: '[Content_Types].xml', data: '<Types/>' },
    { name: '_rels/.rels', data: `<Relationships>${link(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>` },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns="${main}" xmlns:r="${relationship}">${options.book ?? ''}<sheets><sheet name="人员" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', data: `<Relationships>${links.join('')}</Relationships>` },
    { name: 'xl/styles.xml', data: `<styleSheet>${options.styles ?? ''}</styleSheet>` },
    { name: 'xl/sharedStrings.xml', data: `<sst>${options.strings ?? ''}</sst>` },
    { name: 'xl/worksheets/sheet1.xml', data: `<worksheet xmlns="${main}"><sheetData>${sheetXml}</sheetData></worksheet>` },
  ]
}
