/** A message gateway (短信网关) on a loopback port that keeps what it was asked to send. */
import { createServer } from 'node:http'
import { afterAll, beforeAll, expect } from 'vitest'

export interface SentMessage {
  phone: string
  text: string
  authorization: string | undefined
}

/** Listens for the file; `config()` is what the program's configuration says of it. */
export function useMessageGateway() {
  const sent: SentMessage[] = []
  const server = createServer((request, answer) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const message = JSON.parse(Buffer.concat(parts).toString()) as Pick<SentMessage, 'phone' | 'text'>
      sent.push({ ...message, authorization: request.headers.authorization })
      answer.end()
    })
  })
  beforeAll(() => new Promise<void>(listening => server.listen(0, '127.0.0.1', listening)))
  afterAll(() => {
    server.close()
  })
  return {
    sent,
    config: () => ({ url: `http://127.0.0.1:${(server.address() as { port: number }).port}/send`, token: 't' }),
    /** The code in the last of so many messages, once it has come. */
    async code(count: number): Promise<string> {
      await expect.poll(() => sent.length).toBe(count)
      return /\d{6}/.exec(sent.at(-1)!.text)![0]
    },
  }
}
