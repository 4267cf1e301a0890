/** Jobs (定时任务): work that no one is waiting for. */
import type { Context } from './action.ts'

export interface Job {
  /** "<feature>.<what>", e.g. "requests.lapse". */
  name: `${string}.${string}`
  /** Five-field cron in Asia/Shanghai. */
  cron: string
  summary: string
  /** The items to work on. */
  find(context: Context): Promise<readonly string[]>
  /** Works on one item in a transaction of its own, so that a bad one does not hold up the rest. Must be safe to run twice. */
  each(context: Context, item: string): Promise<void>
}
