/** The unit's clock in words (单位时钟). The resident's clock is only a number of days: it never stops. */
import type { z } from 'zod'
import type { Clock } from '../requests.contract.ts'

const standing = { running: '', paused: '，暂缓中', waiting: '，等居民确认', ended: '，已停' }

/** "4／7个工作日，暂缓中". */
export const clockInWords = ({ used, limit, state }: z.infer<typeof Clock>) => `${used}／${limit}个工作日${standing[state]}`
