import { expect, test } from 'vitest'
import { sortKeyOf } from './sort-key.ts'

test.each([
  ['单小丹', 'shan xiao dan', 'as a surname 单 is read shan'],
  ['李少玲', 'li shao ling', 'the usual case'],
  ['吕布', 'lv bu', 'ü is written v, as on keyboards'],
])('%s sorts as %s: %s', (name, key, _why) => {
  expect(sortKeyOf(name)).toBe(key)
})
