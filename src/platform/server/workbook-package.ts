/**
 * Workbook package (表格文件外壳): the zip around an xlsx, inspected before anything in it is parsed.
 *
 * An upload is a stranger's archive. What its directory declares is checked first and costs
 * nothing; what is then inflated is counted again while it streams, because declarations can lie.
 * Only the parts that are asked for are ever inflated.
 *
 * Source: OWASP ASVS 5.0, 5.2.3; reliability S7.
 */
import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { Problem, problems } from '../shared/problem.ts'

export const packageLimits = {
  /** Of the file as it was sent. */
  fileBytes: 20 * 1024 * 1024,
  entries: 2000,
  /** Of all parts together, inflated. */
  totalBytes: 200 * 1024 * 1024,
  /** Of one part, inflated: 20,000 rows of twenty columns need a fifth of it. */
  partBytes: 100 * 1024 * 1024,
  /** Inflated to compressed, for parts above a megabyte. Real sheets reach about 40. */
  ratio: 200,
} as const

export interface WorkbookPackage {
  /** Of all parts, folders left out. */
  names: readonly string[]
  has(name: string): boolean
  /** The part inflated, in chunks; refuses when it holds more than it declared. */
  open(name: string): Promise<Readable>
}

/**
 * The archive behind an xlsx upload.
 *
 * Throws unsupported (415) for what is no xlsx, too-large (413) for what would inflate beyond
 * the limits, and invalid (422) for an archive that is broken or holds what no ledger holds.
 */
export async function openPackage(bytes: Uint8Array): Promise<WorkbookPackage> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length > packageLimits.fileBytes) throw new Problem(problems.tooLarge, '文件超过20MB。请分成几个文件再导入。')
  refuseOtherKinds(file)
  const zip = await yauzl.fromBufferPromise(file, { lazyEntries: true, strictFileNames: true, autoClose: false }).catch(refuseBroken)
  const entries = await readDirectory(zip)
  for (const part of ['[Content_Types].xml', '_rels/.rels']) if (!entries.has(part)) throw notXlsx('这不是Excel表格。')
  return {
    names: [...entries.keys()].filter(name => !name.endsWith('/')),
    has: name => entries.has(name),
    async open(name) {
      const entry = entries.get(name)
      if (!entry) throw broken()
      if (entry.uncompressedSize > packageLimits.partBytes) throw bomb()
      return zip.openReadStreamPromise(entry).catch(refuseBroken)
    },
  }
}

async function readDirectory(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  if (zip.entryCount > packageLimits.entries) throw bomb()
  const entries = new Map<string, yauzl.Entry>()
  let total = 0
  try {
    for await (const entry of zip.eachEntry()) {
      refuseEntry(entry)
      total += entry.uncompressedSize
      if (total > packageLimits.totalBytes || entries.size >= packageLimits.entries) throw bomb()
      if (entries.has(entry.fileName)) throw new Problem(problems.invalid, '文件里有重名的部分，可能被动过。请用Excel另存一次。')
      entries.set(entry.fileName, entry)
    }
  } catch (error) {
    if (error instanceof Problem) throw error
    refuseBroken()
  }
  return entries
}

function refuseEntry(entry: yauzl.Entry): void {
  const name = entry.fileName
  const unixMode = entry.versionMadeBy >> 8 === 3 ? entry.externalFileAttributes >>> 16 : 0
  if (name.startsWith('/') || name.includes('\\') || name.split('/').includes('..') || (unixMode & 0o170000) === 0o120000)
    throw new Problem(problems.invalid, '文件里有指向别处的路径，不安全。请用Excel另存一次。')
  if (entry.isEncrypted()) throw notXlsx('文件加了密码。请去掉密码再导入。')
  if (/vbaProject\.bin$/i.test(name)) throw notXlsx('文件里有宏。请另存为“Excel工作簿（.xlsx）”。')
  if (/\.(zip|xls[xmb]?|docx?|rar|7z|gz|exe|dll|js|vbs)$/i.test(name) || name.startsWith('xl/embeddings/'))
    throw new Problem(problems.invalid, '表格里嵌着别的文件。请删掉附件再导入。')
  const large = entry.uncompressedSize > 1024 * 1024
  if (large && entry.uncompressedSize > entry.compressedSize * packageLimits.ratio) throw bomb()
}

/** Says what the file is, where the first bytes tell; people pick the wrong file more often than they attack. */
function refuseOtherKinds(file: Buffer): void {
  const head = file.subarray(0, 8).toString('latin1')
  if (head.startsWith('PK\u0003\u0004')) return
  if (file.length === 0) throw notXlsx('这是空文件。')
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) {
    const encrypted = file.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw notXlsx(encrypted ? '文件加了密码。请去掉密码再导入。' : '这是旧版表格（.xls）。请另存为.xlsx再导入。')
  }
  if (head.startsWith('MZ') || head.startsWith('\u007fELF')) throw notXlsx('这是程序，不是表格。')
  if (/^\s*(<!doctype|<html|<\?xml|<table)/i.test(file.subarray(0, 200).toString('utf8')))
    throw notXlsx('这是网页，只是用了表格的名字。请用Excel打开，另存为.xlsx再导入。')
  throw notXlsx('这不是.xlsx表格。CSV等文件请用Excel打开，另存为.xlsx再导入。')
}

const notXlsx = (detail: string) => new Problem(problems.unsupported, detail)
const bomb = () => new Problem(problems.tooLarge, '文件解开后太大，没有读取。请删掉空白行和图片，或分成几个文件。')
const broken = () => new Problem(problems.invalid, '文件打不开，可能没有传完整。请用Excel打开看看，另存一次再导入。')

/** For errors of the archive reader, which are all the file's fault. */
export function refuseBroken(error?: unknown): never {
  throw error instanceof Problem ? error : broken()
}
