/** Signing up with a code by telephone (手机验证码报名): no account, and nobody learns who is on record. */
import { randomInt } from 'node:crypto'
import { phoneIndexOf } from '#features/people/people.actions.ts'
import { action, type Context } from '#platform/server/action.ts'
import { sendMessage } from '#platform/server/message-gateway.ts'
import { newId } from '#platform/shared/ids.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { codeEndpoints as endpoints, codeProblems } from './volunteering.codes.contract.ts'
import * as queries from './volunteering.codes.queries.ts'
import { problems } from './volunteering.problems.contract.ts'
import { slotPolicy } from './volunteering.policy.ts'
import { factsOf, findSlot, subjectOf } from './volunteering.present.actions.ts'
import { requireFit } from './volunteering.signups.actions.ts'

/** Long enough to read a message, short enough that a lost telephone matters little. */
const minutes = 10
const codePlace = 'volunteer_code.code'
const digestOf = ({ sealing }: Context, codeId: string, code: string) => sealing.index(`${codeId} ${code}`, codePlace)

export const askCode = action(endpoints.askCode, async (context, { params: { slotId }, body: { name, phone } }) => {
  const { config, now } = context
  const slot = await findSlot(context, slotId)
  context.require(slotPolicy, 'askCode', factsOf(slot))
  if (config.messageGateway === null) throw new Problem(codeProblems.noGateway)
  const id = newId(now.getTime())
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const begun = await queries.beginCode(context.db, {
    name,
    phoneIndex: phoneIndexOf(context, phone),
    slotId,
    id,
    digest: digestOf(context, id, code),
    sentAt: now,
    expiresAt: new Date(now.getTime() + minutes * 60_000),
  })
  if (begun) {
    await context.record('volunteering.askCode', subjectOf(slot), { codeId: id })
    const text = `您报名志愿服务的验证码是${code}，${minutes}分钟内有效。不是您本人，请不要理会。`
    // Not waited for: how long the gateway takes would tell who is on record. Whoever gets no message may telephone.
    void sendMessage(config.messageGateway, { phone, text }).catch((error: unknown) =>
      context.log.error({ event: 'message not sent', reason: (error as Error).message }),
    )
  }
  return { codeId: id, minutes }
})

export const signUpByCode = action(endpoints.signUpByCode, async (context, { params: { slotId, codeId }, body: { code } }) => {
  const { db, now } = context
  context.require(slotPolicy, 'signUpByCode', factsOf(await findSlot(context, slotId)))
  const owner = await queries.openCode(db, codeId, slotId, digestOf(context, codeId, code), now)
  if (!owner) {
    // This transaction may hold the code's row still: of two calls with one right code the second waited for it.
    context.afterwards(async ({ db: kept }) => void (await queries.missCode(kept, codeId)))
    throw new Problem(codeProblems.codeWrong)
  }
  const slot = await findSlot(context, slotId)
  context.require(slotPolicy, 'signUpByCode', factsOf(slot))
  requireFit(owner, slot)
  const signUpId = newId(now.getTime())
  const place = await queries.signUpByCode(db, codeId, signUpId, owner.last + 1, now)
  if (place === null) throw new Problem(problems.busy)
  await context.record('volunteering.signUpByCode', subjectOf(slot), { signUpId })
  return { place, waits: place > slot.places }
})

/** Forgets a code that can no longer be used; in the name of a job. */
export const forgetCode = async (context: Context, id: string): Promise<void> => {
  if (context.actor.kind !== 'job') throw new Problem(common.forbidden)
  await queries.deleteCode(context.db, id)
}
