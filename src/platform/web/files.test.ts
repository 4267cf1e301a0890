/** Files (文件): the name under which a download is saved. */
import { expect, test } from 'vitest'
import { nameOf } from './files.ts'

test.each([
  [`attachment; filename*=UTF-8''${encodeURIComponent('人员2026-03-02.xlsx')}`, '人员2026-03-02.xlsx', 'as our server writes it'],
  [`attachment; filename*=utf-8''a%20b.csv; size=3`, 'a b.csv', 'with more behind it'],
  ['attachment', '下载', 'no name'],
  [null, '下载', 'no header'],
] as const)('%s is saved as %s: %s', (header, name, _why) => expect(nameOf(header)).toBe(name))
