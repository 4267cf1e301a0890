/** Missed nights (关机的夜里): a machine that was switched off does its nights’ work after the start. */
import { sql } from 'kysely'
import { expect, inject, test, vi } from 'vitest'
import { endpoints } from '#features/requests/requests.contract.ts'
import { aStaffedVillage, aTrouble } from '#features/requests/requests.samples.ts'
import { upkeep } from '#platform/server/upkeep.ts'
import { startWorker } from '#platform/server/worker.ts'
import { features } from '../../src/features.ts'
import { prepareTown } from '../../src/program/first-town.ts'
import { useApp } from '../support/app.ts'

const faults: object[] = []
const keep = (line: object) => void faults.push(line)
const app = useApp({ platform: { log: { info: () => undefined, warn: keep, error: keep } } })
const jobs = [...upkeep, ...features.flatMap(({ jobs = [] }) => jobs)]

/** The program with all its jobs, as it starts, until `happened`. */
async function upUntil(happened: () => Promise<void>, firstTurnAfter: number) {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(app.owner)
  const applicationUrl = app.platform.connection.pool.options.connectionString!
  const settings = { retryDelay: 1, pollingIntervalSeconds: 0.5, firstTurnAfter }
  const worker = await startWorker(
    { ownerUrl: inject('ownerUrl').replace('DATABASE', rows[0]!.name), applicationUrl },
    jobs,
    app.platform,
    settings,
  )
  try {
    await vi.waitFor(happened, { timeout: 60_000, interval: 100 })
  } finally {
    await worker.stop()
  }
}

async function anUnanswered() {
  const at = await aStaffedVillage(app.owner)
  const { body } = await app.call(null, endpoints.submit, { body: aTrouble(at.group.id) })
  const params = { requestId: body.id }
  await app.call(at.leader, endpoints.accept, { params, body: { categoryId: at.categoryId } })
  await app.call(at.leader, endpoints.assign, { params, body: { bodyId: at.department.id } })
  await app.call(at.department.officer, endpoints.take, { params })
  expect((await app.call(at.department.officer, endpoints.propose, { params, body: { text: '灯已修好。' } })).status).toBe(200)
  return body.id
}

const stateOf = (id: string) => async () =>
  expect((await app.owner.selectFrom('request').where('id', '=', id).select('state').executeTakeFirstOrThrow()).state).toBe('unanswered')

test('a case that lapsed while the machine was off every night lapses after the start, and every job bears to run then', async () => {
  await prepareTown(app.platform, () => undefined)
  const first = await anUnanswered()
  app.now = new Date(app.now.getTime() + 20 * 86_400_000)
  // a town restored from a backup: its queue is new
  await upUntil(stateOf(first), 0)
  const second = await anUnanswered()
  app.now = new Date(app.now.getTime() + 20 * 86_400_000)
  await sql`with schedule as (update queue.schedule set created_on = now() - interval '30 days', last_job_id = gen_random_uuid())
    update queue.version set cron_on = now() - interval '20 days'`.execute(app.owner)
  await upUntil(stateOf(second), 3_600)
  expect(faults).toEqual([])
}, 150_000)
