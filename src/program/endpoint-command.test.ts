/** Endpoints as commands (命令行接口): over HTTP to a server that listens, and every refusal in words. */
import { expect, test } from 'vitest'
import { endpoints as requests } from '#features/requests/requests.contract.ts'
import { aStaffedVillage } from '#features/requests/requests.samples.ts'
import { endpoints as units } from '#features/units/units.contract.ts'
import { readConfig } from '#platform/server/config.ts'
import { useApp } from '../../tests/support/app.ts'
import { runCommand } from './command-line.ts'
import { callEndpoint, usageOfEndpoint } from './endpoint-command.ts'

const app = useApp()

async function aDoor() {
  const url = await app.server
    .listen({ host: '127.0.0.1', port: 0 })
    .catch(() => `http://127.0.0.1:${(app.server.server.address() as { port: number }).port}`)
  return { url, token: null }
}

const answerOf = async (work: (say: (line: string) => void) => Promise<void>) => {
  const lines: string[] = []
  await work(line => lines.push(line))
  return JSON.parse(lines.join('\n')) as Record<string, unknown>
}

test('a resident’s trouble goes in from the command line, with numbers, lists and true as JSON', async () => {
  const door = await aDoor()
  const { group } = await aStaffedVillage(app.owner)
  const args = [
    '--unitId',
    group.id,
    '--text',
    '巷口路灯坏了一周',
    '--near',
    '祠堂对面',
    '--publicAgreed',
    'true',
    '--aboutOfficials',
    'false',
  ]
  const made = await answerOf(say => callEndpoint(requests.submit, [...args, '--key', 'one-key-of-mine-of-128-bits'], door, say))
  expect(made).toMatchObject({ number: expect.any(String) as string, code: expect.any(String) as string })
  expect(await answerOf(say => callEndpoint(requests.submit, [...args, '--key', 'one-key-of-mine-of-128-bits'], door, say))).toEqual(made)
  const unit = await answerOf(say => callEndpoint(units.get, ['--unitId', group.id], door, say))
  expect(unit).toMatchObject({ id: group.id, name: '福寿里小组' })
})

test('a refusal names the wrong fields; a mistake in writing shows the usage; a server that is away is said', async () => {
  const door = await aDoor()
  const call = (args: string[]) => callEndpoint(requests.submit, args, door, () => undefined)
  await expect(call(['--text', '灯'])).rejects.toThrow(/有几处要改一下（422）[^]*text：什么事至少写4个字[^]*near：请写附近有什么/)
  await expect(call(['--colour', 'red'])).rejects.toThrow('用法：npm run cli -- requests.submit --text …')
  await expect(callEndpoint(units.get, [], door, () => undefined)).rejects.toThrow('用法：npm run cli -- units.get --unitId … [--asOf …]')
  await expect(callEndpoint(requests.list, [], door, () => undefined)).rejects.toThrow('请先登录（401）')
  await expect(callEndpoint(units.list, [], { url: 'http://127.0.0.1:1', token: null }, () => undefined)).rejects.toThrow('没有回应')
})

test('the list holds the machine’s own commands and every endpoint', async () => {
  const lines: string[] = []
  const terminal = {
    config: readConfig({ DATA_DIR: '/nonexistent' }),
    say: (line: string) => void lines.push(line),
    now: () => new Date(0),
  }
  await runCommand([], terminal)
  expect(lines.join('\n')).toContain('backup.create --to FILE')
  expect(lines.join('\n')).toContain('imports.upload --file FILE')
  expect(lines.join('\n')).toContain('imports.errorWorkbook --importId … --to FILE')
  expect(lines.join('\n')).toContain(usageOfEndpoint(requests.submit))
  await expect(runCommand(['no.such'], terminal)).rejects.toThrow('没有“no.such”这个命令')
  await expect(runCommand(['backup.create'], terminal)).rejects.toThrow('用法：npm run cli -- backup.create --to FILE')
})
