/** Insisting (重试): what a client does that is told to come again (503), so that a busy machine makes no test fail. */

/** Calls until the answer is not unavailable (503). Throws if it still is after twenty calls. */
export async function insist<A extends { status: number }>(call: () => Promise<A>): Promise<A> {
  for (let count = 0; count < 20; count += 1) {
    const answer = await call()
    if (answer.status !== 503) return answer
  }
  throw new Error('still unavailable after twenty calls')
}
