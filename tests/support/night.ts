/** A job by its name, as the queue runs it: each item in a transaction of its own. */
import type { useApp } from './app.ts'
import { features } from '../../src/features.ts'

/** Runs it at 4:15 in the morning of the day; its items. The clock of the application stays there. */
export async function runJob(app: ReturnType<typeof useApp>, name: string, day: string): Promise<readonly string[]> {
  const job = features.flatMap(({ jobs = [] }) => jobs).find(each => each.name === name)
  if (!job) throw new Error(`no job is called ${name}`)
  app.now = new Date(`${day}T04:15:00+08:00`)
  const actor = { kind: 'job', townId: 1, name } as const
  const items = await app.as(actor, job.find)
  for (const item of items) await app.as(actor, context => job.each(context, item))
  return items
}
