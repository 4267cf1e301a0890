/** The town's signing keys (签名密钥): made at set-up, sealed at rest, renewed; and the revocation list that is signed with them. */
import { action, type Context } from '#platform/server/action.ts'
import { newId } from '#platform/shared/ids.ts'
import { endpoints } from './certificates.contract.ts'
import { keyName, statusListOf } from './certificates.credential.rules.ts'
import { certificateDoorPolicy } from './certificates.policy.ts'
import * as queries from './certificates.queries.ts'
import { listBody } from './certificates.rules.ts'
import { encode, encodedList, newKeyPair, signDocument, signLine } from './certificates.signing.actions.ts'

const place = 'certificate_key_secret.private'

/** Makes the town's key and its empty revocation list, if there are none. Safe to run at every start. */
export async function installKey(context: Context): Promise<void> {
  await queries.lockKeys(context.db, context.townId)
  if (!(await queries.currentKey(context.db))) await makeKey(context)
  if (!(await queries.findStatus(context.db))) await writeStatus(context)
}

async function makeKey({ db, townId, now, sealing }: Context) {
  const { publicKey, secret } = newKeyPair()
  await queries.insertKey(db, { townId, id: newId(now.getTime()), publicKey, madeAt: now, privateSealed: sealing.seal(secret, place) })
}

/** The key in use, opened. Throws where the set-up has not run. */
export async function signingKey({ db, sealing, config }: Context) {
  const key = await queries.currentKey(db)
  if (!key) throw new Error('the town has no signing key: installKey has not run')
  return {
    keyId: key.id,
    publicKey: key.publicKey,
    secret: sealing.open(key.privateSealed, place),
    method: keyName(config.publicUrl, key.publicKey),
  }
}

/** Signs the revocation list anew: for programs, and as a line for the page that checks offline. */
export async function writeStatus(context: Context): Promise<void> {
  const { db, townId, now, today, config } = context
  await queries.lockKeys(db, townId)
  const key = await signingKey(context)
  const revoked = await queries.listRevoked(db)
  const created = now.toISOString()
  const list = statusListOf(config.publicUrl, encodedList(revoked.map(({ listIndex }) => listIndex)), created)
  const credential = JSON.stringify(await signDocument(list, { ...key, created }))
  const serials = revoked.map(({ serial }) => serial)
  await queries.saveStatus(db, {
    townId,
    credential,
    line: signLine(listBody(key.publicKey, today, serials, encode), key.secret),
    writtenAt: now,
  })
}

export const renewKey = action(endpoints.renewKey, async (context, { body: { leaked } }) => {
  context.require(certificateDoorPolicy, 'renewKey', null)
  const { db, townId, now } = context
  await queries.lockKeys(db, townId)
  const old = (await queries.listKeys(db)).find(({ endedAt }) => endedAt === null)
  if (old) await queries.endKey(db, old.id, { endedAt: now, leaked })
  await makeKey(context)
  await writeStatus(context)
  await context.record('certificates.renewKey', { kind: 'certificateKey', id: old?.id ?? newId(now.getTime()) }, { leaked })
  const keys = await queries.listKeys(db)
  return { items: keys.map(key => ({ publicKey: key.publicKey, ended: key.endedAt !== null, leaked: key.leaked })) }
})
