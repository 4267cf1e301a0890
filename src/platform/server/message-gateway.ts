/**
 * The message gateway (短信网关): a service of the town's own that sends a short text to a telephone.
 *
 * It is asked by POST with `{ phone, text }` and a bearer token, and answers 2xx. A town without one offers no codes by telephone.
 */
import type { Config } from './config.ts'

export interface Message {
  phone: string
  text: string
}

const answerWithin = 10_000

/** Throws when the gateway cannot be reached or refuses. */
export async function sendMessage({ url, token }: NonNullable<Config['messageGateway']>, message: Message): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(message),
    redirect: 'error',
    signal: AbortSignal.timeout(answerWithin),
  })
  await answer.body?.cancel()
  if (!answer.ok) throw new Error(`the message gateway answered ${answer.status}`)
}
