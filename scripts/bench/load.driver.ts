/** The clients of the load bench (压测客户端), in a process of their own: reads one job from its parent, drives the server, answers with what it saw. */
import autocannon from 'autocannon'
import { operations, requestsOf, type OperationName, type Stage } from './load.requests.ts'

export interface Job {
  name: OperationName
  stage: Stage
  seconds: number
  connections: number
  /** Requests a second over all clients; as fast as they are answered when left out. */
  rate?: number
  /** Ends after so many requests instead. */
  amount?: number
}

export interface Seen {
  /** Whole operations a second: all their requests together are one. */
  perSecond: number
  requests: number
  /** Milliseconds of one request. */
  p50: number
  p97: number
  p99: number
  /** Answers that were not 2xx, by status; "0" for none at all. */
  refused: Record<string, number>
}

async function drive({ name, stage, seconds, connections, rate, amount }: Job): Promise<Seen> {
  const result = await autocannon({
    url: stage.origin,
    connections,
    requests: requestsOf(name, stage),
    timeout: 20,
    ...(amount ? { amount } : { duration: seconds }),
    ...(rate && { overallRate: rate }),
  })
  const statuses = (result as unknown as { statusCodeStats: Record<string, { count: number }> }).statusCodeStats
  const refused = Object.fromEntries(
    Object.entries(statuses)
      .filter(([status]) => !status.startsWith('2'))
      .map(([status, { count }]) => [status, count]),
  )
  if (result.errors > 0) refused['0'] = result.errors
  const latency = result.latency as unknown as Record<'p50' | 'p97_5' | 'p99', number>
  return {
    perSecond: result.requests.total / result.duration / operations[name].length,
    requests: result.requests.total,
    p50: latency.p50,
    p97: latency.p97_5,
    p99: latency.p99,
    refused,
  }
}

process.once('message', (job: Job) => {
  void drive(job).then(seen => process.send!(seen, () => process.disconnect()))
})
