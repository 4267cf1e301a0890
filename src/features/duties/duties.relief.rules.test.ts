/** Goals of the relief of burden (减负目标): what counts as a cell, as filled, and as asked twice. */
import { expect, test } from 'vitest'
import type { Ask, Frequency, Relief } from './duties.contract.ts'
import { reliefOf, type Demand } from './duties.relief.rules.ts'

const ask = (name: string, heldIn: string | null = null): Ask => ({ name, heldIn, filledBy: null, reason: '' })
const list = (frequency: Frequency, villages: string[], ...asks: Ask[]): Demand => ({
  template: { frequency, binds: 'units', asks },
  owners: villages.map(villageId => ({ villageId })),
})
const known = {
  isFillable: (id: string) => id !== 'request.list',
  isHeld: (name: string) => name === '阵地地址',
  key: (name: string) => name.trim(),
}

test.each<[string, Demand[], number[], Partial<Relief>, string]>([
  ['no list', [], [], { cells: 0, prefilledPercent: null, mostMinutes: null }, 'nothing to divide by is not 100 %'],
  ['a list without fields', [list('monthly', ['a'])], [0], { cells: 0, prefilledPercent: null, mostMinutes: 0 }, 'a record closes it'],
  [
    'one held, one typed',
    [list('monthly', ['a', 'b'], ask('站数', 'venues.station'), ask('难处'))],
    [5, 5],
    { cells: 48, prefilled: 24, prefilledPercent: 50, facts: 1, twice: 0 },
    'twelve months, two villages, two fields',
  ],
  [
    'a field that needs copying',
    [list('yearly', ['a'], ask('清单', 'request.list'))],
    [0],
    { cells: 1, prefilled: 0, twice: 0 },
    'the system holds it and cannot show it in a cell',
  ],
  [
    'the same fact in two lists of one village',
    [list('monthly', ['a'], ask('难处')), list('yearly', ['a'], ask(' 难处'))],
    [0],
    { facts: 1, twice: 1 },
    'asked twice',
  ],
  [
    'the same fact of two villages',
    [list('monthly', ['a'], ask('难处')), list('yearly', ['b'], ask('难处'))],
    [0],
    { facts: 1, twice: 0 },
    'each village is asked once',
  ],
  ['typed although held', [list('once', ['a'], ask('阵地地址'))], [0], { facts: 1, twice: 1 }, 'the register was the first to ask'],
  ['two organisations of one village', [list('once', ['a', 'a'], ask('难处'))], [0], { cells: 2, twice: 0 }, 'each tells of itself'],
  [
    'a village of 31 minutes',
    [list('once', ['a'], ...Array.from({ length: 20 }, (_, n) => ask(`第${n}`, n < 18 ? 'x' : null)))],
    [31, 30],
    { prefilledPercent: 90, mostMinutes: 31, over: 1 },
    'half an hour is allowed, more is over',
  ],
])('%s', (_what, demands, villages, expected, _why) => expect(reliefOf(demands, villages, known)).toMatchObject(expected))
