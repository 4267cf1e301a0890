/** Assets (静态文件): styles, logo and the small scripts of public pages, under addresses that change with their content. */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname } from 'node:path'

const folder = new URL('./assets/', import.meta.url)
const mediaTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
}

export interface Asset {
  bytes: Buffer
  mediaType: string
  digest: string
}

/** Files of packages that pages load as they are. */
const packaged = new Map([['nacl-fast.min.js', createRequire(import.meta.url).resolve('tweetnacl/nacl-fast.min.js')]])

const assets = new Map<string, Asset>(
  [...readdirSync(folder), ...packaged.keys()].map(name => {
    const bytes = readFileSync(packaged.get(name) ?? new URL(name, folder))
    return [
      name,
      {
        bytes,
        mediaType: mediaTypes[extname(name)] ?? 'application/octet-stream',
        digest: createHash('sha256').update(bytes).digest('hex').slice(0, 10),
      },
    ]
  }),
)

export const findAsset = (name: string) => assets.get(name)

/** "/assets/0a1b2c3d4e/tokens.css": may be kept for a year. Throws if there is no such file. */
export function assetPath(name: string): string {
  const asset = assets.get(name)
  if (!asset) throw new Error(`no asset ${name}`)
  return `/assets/${asset.digest}/${name}`
}
