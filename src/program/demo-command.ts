/** The demonstration as a file (示例工作簿): to look at, or to import by hand into a town of one's own. */
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { writeDemoWorkbook } from '../demo/town.ts'
import type { Say } from './open-database.ts'

/** Writes the demonstration town told up to `today`; the same seed and day give the same rows. Throws a sentence for people. */
export async function writeDemo({ seed, to }: { seed: string; to: string | undefined }, today: string, say: Say): Promise<void> {
  if (!/^\d{1,9}$/.test(seed)) throw new Error('--seed 应是不超过9位的整数。')
  const target = resolve(to ?? `sanliang-demo-${seed}.xlsx`)
  if (existsSync(target)) throw new Error(`已经有这个文件：${target}。请换一个名字。`)
  const bytes = await writeDemoWorkbook(Number(seed), today)
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, bytes, { flag: 'wx' })
  say(`写好了：${target}（人名和电话都是虚构的，种子${seed}，说到${today}）`)
  say('要导入，请在工作台打开“导入导出”，或用 imports.upload --file。')
}
