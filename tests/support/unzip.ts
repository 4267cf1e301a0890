/** Reads an archive for tests (解压): each entry's text by name. */
import { fromBuffer } from 'yauzl'

export const entriesOf = (bytes: Uint8Array): Promise<Record<string, string>> =>
  new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      const found: Record<string, string> = {}
      zip.on('error', reject)
      zip.on('end', () => resolve(found))
      zip.on('entry', (entry: { fileName: string }) => {
        zip.openReadStream(entry as never, (failed, stream) => {
          if (failed) return reject(failed)
          const parts: Buffer[] = []
          stream.on('data', (part: Buffer) => parts.push(part))
          stream.on('end', () => {
            found[entry.fileName] = Buffer.concat(parts).toString('utf8')
            zip.readEntry()
          })
        })
      })
      zip.readEntry()
    })
  })
