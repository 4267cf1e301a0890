/** 找一找: what people type, and where it leads. */
import { expect, test } from 'vitest'
import { asksForElder, findPages, findPlaces, isCaseNumber } from './site.search.rules.ts'

test.each(['长辈版', '关怀版', '关爱版', '亲情版', '关怀模式', ' 长辈版 ', '老年版在哪'])('%s asks for 长辈版', words => {
  expect(asksForElder(words)).toBe(true)
})
test.each(['老人证', '大同社区', '', '版'])('“%s” does not ask for 长辈版', words => {
  expect(asksForElder(words)).toBe(false)
})

test.each([
  ['爱国2026-0417', true],
  ['爱国 2026－417', true],
  ['上金瓯20260001', true],
  ['爱国社区', false],
  ['2026', false],
])('is %s a case number: %s', (words, expected) => {
  expect(isCaseNumber(words)).toBe(expected)
})

test.each([
  ['投诉', '/report'],
  ['我要投诉', '/report'],
  ['隐 私', '/how#privacy'],
  ['查询码', '/track'],
])('%s leads to %s', (words, href) => {
  expect(findPages(words).map(page => page.href)).toContain(href)
})

const places = [
  { name: '爱国社区', shortName: '爱国' },
  { name: '大同社区', shortName: '大同' },
]
test('a place is found by part of its name, and within a sentence', () => {
  expect(findPlaces(places, '爱国')).toEqual([places[0]])
  expect(findPlaces(places, '大同社区电话')).toEqual([places[1]])
  expect(findPlaces(places, ' ')).toEqual([])
})
