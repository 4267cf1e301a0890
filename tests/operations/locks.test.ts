/** Locks of folders (目录锁): of several programs that find a dead one's lock at once, one has the folder. In processes of their own. */
import { spawn } from 'node:child_process'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/temporary.ts'

/** Takes the lock of each folder that is named to it, and says "1", or "0" where another has it. */
const contender = (module: string, take: string) => `
  const { ${take}: take } = await import(${JSON.stringify(new URL(`../../src/${module}`, import.meta.url).href)})
  process.stdout.write('r')
  process.stdin.on('data', folder => take(String(folder).trim()).then(() => '1', error => (String(error).includes('进程号') ? '0' : '?')).then(said => process.stdout.write(said)))`

function aContender(module: string, take: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', contender(module, take)])
  onTestFinished(() => void child.kill())
  let said = ''
  let heard: () => void = () => undefined
  child.stdout.on('data', part => {
    said += String(part)
    heard()
  })
  const hear = (count: number) =>
    new Promise<string>(resolve => {
      heard = () => said.length >= count && resolve(said[count - 1]!)
      heard()
    })
  return { ready: () => hear(1), take: (folder: string) => (child.stdin.write(`${folder}\n`), hear(said.length + 1)) }
}

test.each([
  ['witness/lock.ts', 'lockFolder', 'lock', 'two witnesses with one memory would sign two histories'],
  ['platform/database/lock.ts', 'lockDirectory', 'server.lock', 'the second would stop the database under the first'],
])(
  '%s: of six at once one has the folder: %s',
  async (module, take, name, _why) => {
    const parent = await temporaryFolder('locks')
    onTestFinished(() => rm(parent, { recursive: true }))
    const contenders = Array.from({ length: 6 }, () => aContender(module, take))
    for (const { ready } of contenders) await ready()
    for (let round = 0; round < 20; round += 1) {
      const folder = join(parent, String(round))
      await mkdir(folder)
      await writeFile(join(folder, name), '999999999 1')
      const answers = await Promise.all(contenders.map(each => each.take(folder)))
      expect(answers.toSorted().join('')).toBe('000001')
      expect(await readdir(folder)).toEqual([name])
    }
  },
  60_000,
)
