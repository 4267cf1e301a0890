import type { FormInstance } from 'antd'
import { expect, test } from 'vitest'
import { invalidField, Problem, problems } from '#platform/shared/problem.ts'
import { pathOf, showFieldErrors } from './fields.tsx'

test.each([
  // pointer, path, why
  ['#/title', ['title'], 'a field of the form'],
  ['#/posts/0/title', ['posts', 0, 'title'], 'a field of a list'],
  ['#/', [], 'the whole input'],
  ['#/a~1b', ['a/b'], 'a slash in a name, as RFC 6901 writes it'],
])('%s stands at %o: %s', (pointer, path, _why) => {
  expect(pathOf(pointer)).toEqual(path)
})

/** The part of a form that field errors need. */
function aForm(...names: string[]) {
  const shown: unknown[] = []
  const focused: unknown[] = []
  const form = {
    getFieldsError: () => names.map(name => ({ name: name.split('/'), errors: [], warnings: [] })),
    setFields: (fields: unknown[]) => shown.push(...fields),
    scrollToField: (name: unknown) => focused.push(name),
  } as unknown as FormInstance
  return { form, shown, focused }
}

test('each wrong field is shown beside the field, and the first takes the focus', () => {
  const { form, shown, focused } = aForm('title', 'reason')
  const problem = new Problem(problems.invalid, undefined, {
    errors: [
      { pointer: '#/reason', detail: '请写原因' },
      { pointer: '#/title', detail: '标题太长' },
    ],
  })
  expect(showFieldErrors(form, problem)).toEqual([])
  expect(shown).toEqual([
    { name: ['reason'], errors: ['请写原因'] },
    { name: ['title'], errors: ['标题太长'] },
  ])
  expect(focused).toEqual([['reason']])
})

test('what has no field here is not lost', () => {
  const { form, shown } = aForm('title')
  expect(showFieldErrors(form, invalidField('#/unitId', '这个村不存在'))).toEqual(['这个村不存在'])
  expect(shown).toEqual([])
})
