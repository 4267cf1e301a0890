/** Sealing keys (加密密钥): is the ring the one that the database's sealed values need? Checked before anything is written. */
import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Config } from './config.ts'
import { fingerprintOf, readKeys, sealingWith, writeKeys, type Sealing } from './sealing.ts'

/**
 * The sealing of this database. Makes a key file the first time only.
 * Throws a sentence for people if a key that the database needs is missing.
 */
export async function openSealing(owner: pg.Client, config: Pick<Config, 'sealingKey' | 'dataDirectory'>): Promise<Sealing> {
  const needed = await neededKeys(owner)
  let keys = await readKeys(config)
  if (keys.length === 0 && needed.length === 0) {
    keys = [randomBytes(32)]
    await writeKeys(config.dataDirectory, keys)
  }
  requireKeys(needed, keys)
  await recordKeys(owner, keys)
  return sealingWith(keys)
}

export interface NeededKey {
  fingerprint: string
  makesIndex: boolean
}

export async function neededKeys(owner: pg.Client): Promise<NeededKey[]> {
  const { rows } = await owner.query<{ fingerprint: string; makes_index: boolean }>(
    'select fingerprint, makes_index from sealing_key order by recorded_at, fingerprint',
  )
  return rows.map(({ fingerprint, makes_index: makesIndex }) => ({ fingerprint, makesIndex }))
}

/** Throws a sentence for people if `keys` (newest first) lack one that is needed, or would make another index. */
export function requireKeys(needed: readonly NeededKey[], keys: readonly Buffer[]): void {
  if (needed.length === 0) return
  const ring = keys.map(fingerprintOf)
  const missing = needed.filter(({ fingerprint }) => !ring.includes(fingerprint)).map(({ fingerprint }) => fingerprint)
  if (missing.length > 0) {
    throw new Error(
      `加密密钥不对：缺少指纹为 ${missing.join('、')} 的密钥。请用 SEALING_KEY 或密钥文件给出原来的密钥，否则加密的姓名和电话打不开。`,
    )
  }
  const index = needed.find(({ makesIndex }) => makesIndex)
  if (index && ring.at(-1) !== index.fingerprint)
    throw new Error(`加密密钥的次序不对：指纹为 ${index.fingerprint} 的密钥要排在最后，电话索引靠它。`)
}

/** Records the ring's keys as needed from now on. */
export async function recordKeys(owner: pg.Client, keys: readonly Buffer[]): Promise<void> {
  const fingerprints = keys.map(fingerprintOf)
  await owner.query(
    `insert into sealing_key (fingerprint, makes_index, recorded_at)
     select fingerprint, fingerprint = $2, now() from unnest($1::text[]) as fingerprint on conflict do nothing`,
    [fingerprints, fingerprints.at(-1)],
  )
}
