/** Checking (查验): does a certificate hold? By credential, by the line of its QR, or by number and code; and what is posted now. */
import { action, type Context } from '#platform/server/action.ts'
import { digestOf } from '#platform/server/secrets.ts'
import { endpoints, type CertifiedFacts, type Verdict, type VolunteerCertificateState } from './certificates.contract.ts'
import { contexts, keyName } from './certificates.credential.rules.ts'
import { certificateDoorPolicy } from './certificates.policy.ts'
import * as queries from './certificates.queries.ts'
import { postedUntil, readFacts, readLine, verdictOf } from './certificates.rules.ts'
import { isSignedDocument, isSignedLine, type Signed } from './certificates.signing.actions.ts'
import { verdictSentences } from './certificates.words.ts'

interface Seen {
  verdict: Verdict
  facts: CertifiedFacts | null
}

export const check = action(endpoints.check, async (context, { body: { text } }) => {
  context.require(certificateDoorPolicy, 'check', null)
  const { verdict, facts } = await lookAt(context, text.trim())
  return { verdict, sentence: verdictSentences[verdict], facts }
})

async function lookAt(context: Context, text: string): Promise<Seen> {
  if (text.startsWith('{')) return lookAtCredential(context, text)
  const line = /ZM1\.[\w.-]+/.exec(text)?.[0]
  if (line) return lookAtLine(context, line)
  const typed = /^(ZM\d{4}-\d{5,})\s*[,，]?\s*([2-9A-HJ-NP-Z]{8})$/.exec(text.toUpperCase())
  const behind = typed && (await queries.behindCode(context.db, digestOf(typed[1]! + typed[2]!)))
  return behind ? lookAtRegister(context, behind) : { verdict: 'unreadable', facts: null }
}

/** Number and code find it in the town's own register, which holds whatever became of the key that signed it. */
function lookAtRegister({ today }: Context, { line, state }: { line: string; state: VolunteerCertificateState }): Seen {
  const facts = readFacts(Buffer.from(readLine(line)!.facts, 'base64url').toString('utf8'))!
  const seen = { isKnownKey: true, isSigned: true, isRevoked: state === 'revoked', until: facts.validUntil }
  return { verdict: verdictOf(seen, today), facts }
}

/** Why a public key is not believed; null: it is. */
async function doubtOf({ db }: Context, publicKey: string): Promise<'unknownKey' | 'leakedKey' | null> {
  const key = (await queries.listKeys(db)).find(each => each.publicKey === publicKey)
  return key ? (key.leaked ? 'leakedKey' : null) : 'unknownKey'
}
const isRevoked = async ({ db }: Context, serial: string) => (await queries.listRevoked(db)).some(each => each.serial === serial)

async function lookAtLine(context: Context, line: string): Promise<Seen> {
  const read = readLine(line)
  if (!read) return { verdict: 'unreadable', facts: null }
  const doubt = await doubtOf(context, read.publicKey)
  if (doubt) return { verdict: doubt, facts: null }
  const facts = readFacts(Buffer.from(read.facts, 'base64url').toString('utf8'))
  if (!facts || !isSignedLine(read.body, read.signature, read.publicKey)) return { verdict: 'altered', facts: null }
  const seen = { isKnownKey: true, isSigned: true, isRevoked: await isRevoked(context, facts.serial), until: facts.validUntil }
  return { verdict: verdictOf(seen, context.today), facts }
}

interface Credential {
  '@context': string[]
  evidence: { id?: string }[]
}

/** The proof covers everything in the credential, the line included: what it says is then read from the line. */
async function lookAtCredential(context: Context, text: string): Promise<Seen> {
  try {
    const signed = JSON.parse(text) as Signed<Credential>
    const [address, publicKey] = signed.proof.verificationMethod.split('#') as [string, string]
    const isTown = `${address}#${publicKey}` === keyName(context.config.publicUrl, publicKey)
    const doubt = isTown ? await doubtOf(context, publicKey) : 'unknownKey'
    if (doubt) return { verdict: doubt, facts: null }
    // a file that brings terms of its own may call anything by any word, and the proof over its meaning would still fit
    const isOurs = JSON.stringify(signed['@context']) === JSON.stringify([contexts.credentials, contexts.openBadges])
    if (!isOurs || !(await isSignedDocument(signed, publicKey))) return { verdict: 'altered', facts: null }
    return await lookAtLine(context, signed.evidence[0]?.id?.split('#')[1] ?? '')
  } catch {
    return { verdict: 'unreadable', facts: null }
  }
}

export const posted = action(endpoints.posted, async context => {
  context.require(certificateDoorPolicy, 'posted', null)
  const rows = await queries.listPosted(context.db, context.today)
  return {
    items: rows.map(({ id, unitName, maskedName, fromOn, toOn, onSite, organiser, postedOn }) => ({
      id,
      unitName,
      maskedName,
      from: fromOn,
      to: toOn,
      onSite,
      organiser,
      postedUntil: postedUntil(postedOn),
    })),
  }
})
