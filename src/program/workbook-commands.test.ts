/** Workbooks from the command line (命令行导入): the demonstration as a file, and an import from upload to entry. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTokenFor } from '#features/accounts/accounts.own.actions.ts'
import { anAccount } from '#features/accounts/accounts.samples.ts'
import { sheetNames, type ImportWithErrors } from '#features/imports/imports.contract.ts'
import { readImport } from '#features/imports/imports.run.actions.ts'
import { aWrongBook, importsOf } from '#features/imports/imports.samples.ts'
import { readConfig } from '#platform/server/config.ts'
import { useApp } from '../../tests/support/app.ts'
import { entriesOf } from '../../tests/support/unzip.ts'
import { temporaryFolder } from '../../tests/support/temporary.ts'
import { runCommand } from './command-line.ts'

const app = useApp()

/** The command line of a person with a token, before a server that listens. */
async function aTerminal(personId: string) {
  await anAccount(app.owner, personId, { login: 'liang.shaoying' })
  const { token } = await createTokenFor(
    { signIn: app.platform.signIn, townId: 1, now: () => app.now },
    { login: 'liang.shaoying', days: 1, scopes: ['write'] },
  )
  const url = await app.server.listen({ host: '127.0.0.1', port: 0 })
  const config = { ...readConfig({ DATA_DIR: '/nonexistent' }), publicUrl: url, accessToken: token }
  return async (...args: string[]) => {
    const lines: string[] = []
    await runCommand(args, { config, say: line => lines.push(line), now: () => app.now })
    return lines.join('\n')
  }
}

test('a workbook is brought, its errors come back as a file, and the right rows go in', async () => {
  const { townClerk, code, bytes } = await aWrongBook(app.owner)
  const cli = await aTerminal(townClerk)
  const folder = await temporaryFolder('cli')
  const [file, errors] = [join(folder, '西樵镇.xlsx'), join(folder, '错误.xlsx')]
  await writeFile(file, bytes)
  const tried = JSON.parse(await cli('imports.upload', '--file', file)) as ImportWithErrors
  expect(tried).toMatchObject({ fileName: '西樵镇.xlsx', state: 'checked', errorCount: 4 })
  expect(await cli('imports.errorWorkbook', '--importId', tried.id, '--to', errors)).toBe(`写好了：${errors}`)
  expect((await readImport(await readFile(errors))).readings.flatMap(reading => reading.errors)).not.toEqual([])
  await expect(cli('imports.commit', '--importId', tried.id, '--rows', 'all')).rejects.toThrow(
    '表格里有错，一行都没有导入（409）：有4处要改。',
  )
  expect(JSON.parse(await cli('imports.commit', '--importId', tried.id, '--rows', 'right'))).toMatchObject({ state: 'done' })
  expect(await importsOf(app).peopleOf(code)).toEqual([])
  const units = join(folder, '单元.xlsx')
  await cli('imports.export', '--sheets', 'units', '--purpose', 'check', '--to', units)
  expect((await readImport(await readFile(units))).readings[0]!.rows.map(({ values }) => (values as { code: string }).code)).toContain(
    `${code}-01`,
  )
  // What is there is never written over, and what is missing is said in words.
  await expect(cli('imports.template', '--to', units)).rejects.toThrow('已经有这个文件')
  await expect(cli('imports.template')).rejects.toThrow('用法：npm run cli -- imports.template [--sheet …] --to FILE')
  await expect(cli('imports.upload')).rejects.toThrow('用法：npm run cli -- imports.upload --file FILE')
  await expect(cli('imports.upload', '--file', join(folder, '没有.xlsx'))).rejects.toThrow('读不到文件')
})

test('the demonstration is a workbook that the import takes; the same seed writes the same', async () => {
  const folder = await temporaryFolder('demo')
  const lines: string[] = []
  const demo = (...args: string[]) =>
    runCommand(['demo.workbook', ...args], {
      config: readConfig({ DATA_DIR: '/nonexistent' }),
      say: line => lines.push(line),
      now: () => app.now,
    })
  const partsOf = async (name: string) => entriesOf(await readFile(join(folder, name)))
  const read = async (name: string) => (await readImport(await readFile(join(folder, name)))).readings
  await demo('--seed', '7', '--to', join(folder, 'a.xlsx'))
  await demo('--seed', '7', '--to', join(folder, 'b.xlsx'))
  expect(lines[0]).toContain(`写好了：${join(folder, 'a.xlsx')}`)
  const first = await read('a.xlsx')
  // The shortest sheets are 联席会议, with the two cases of one meeting, and 志愿队, one for each village.
  const least = (name: string) => (name === sheetNames.jointMeetings ? 2 : 33)
  expect(first.map(({ sheet, errors, total }) => [sheet.name, errors, total >= least(sheet.name)])).toEqual(
    Object.values(sheetNames).map(name => [name, [], true]),
  )
  // all but the moment at which it was written
  const { 'docProps/core.xml': _when, ...parts } = await partsOf('a.xlsx')
  expect(await partsOf('b.xlsx')).toMatchObject(parts)
  await expect(demo('--seed', '7', '--to', join(folder, 'a.xlsx'))).rejects.toThrow('已经有这个文件')
  await expect(demo('--seed', 'x')).rejects.toThrow('--seed 应是不超过9位的整数。')
  await expect(demo()).rejects.toThrow('用法：npm run cli -- demo.workbook --seed N [--to FILE]')
})
