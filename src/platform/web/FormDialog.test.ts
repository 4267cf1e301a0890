import { expect, test } from 'vitest'
import { conflictLines, type Versioned } from './FormDialog.tsx'

interface Values {
  title: string
  place: string | undefined
  note: string | null
}
const labels = { title: '标题', place: '地点', note: '说明' }
const versioned: Pick<Versioned<Values>, 'labels'> = { labels }

test('only the fields in which the two versions differ are put beside each other', () => {
  const mine = { title: '路灯不亮', place: '北街', note: '' }
  const theirs = { title: '路灯坏了', place: '北街', note: null }
  expect(conflictLines<Values>(versioned, mine, theirs)).toEqual([{ label: '标题', mine: '路灯不亮', theirs: '路灯坏了' }])
})

test('what one of them left empty is said in words', () => {
  expect(conflictLines<Values>(versioned, { title: 'a', place: undefined, note: '急' }, { title: 'a', place: '北街', note: null })).toEqual(
    [
      { label: '地点', mine: '没有填', theirs: '北街' },
      { label: '说明', mine: '急', theirs: '没有填' },
    ],
  )
})
