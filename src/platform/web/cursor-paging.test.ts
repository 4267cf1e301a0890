import { expect, test } from 'vitest'
import { cursorPaging, type PagePlace } from './cursor-paging.ts'

/** A reader of a list: where they are, and the buttons they have there. */
function aReader(list: string) {
  let place: PagePlace = {}
  return {
    get place() {
      return place
    },
    at: (nextCursor: string | null) => cursorPaging(list, place, nextCursor, next => (place = next)),
    land: (there: PagePlace) => (place = there),
  }
}

test('forward twice and back twice ends on the first page', () => {
  const reader = aReader('requests?lamp=late')
  reader.at('b').onNext()
  reader.at('c').onNext()
  expect(reader.place).toEqual({ cursor: 'c', page: 3 })
  reader.at('d').onPrevious()
  expect(reader.place).toEqual({ cursor: 'b', page: 2 })
  reader.at('c').onPrevious()
  expect(reader.place).toEqual({})
})

test('someone who was sent the third page goes back to the first, as the way between is not known', () => {
  const reader = aReader('requests?sent')
  reader.land({ cursor: 'x', page: 3 })
  reader.at('y').onPrevious()
  expect(reader.place).toEqual({})
})

test('another filter has places of its own', () => {
  const one = aReader('requests?q=a')
  one.at('b').onNext()
  one.at('c').onNext()
  one.at('d')
  const other = aReader('requests?q=b')
  other.land({ cursor: 'z', page: 3 })
  other.at(null).onPrevious()
  expect(other.place).toEqual({})
})

test('the last page has no next', () => expect(aReader('requests?last').at(null).hasNext).toBe(false))
