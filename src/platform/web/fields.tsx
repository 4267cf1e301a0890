/** Fields (表单项): label above, what is wrong beside it, in the server's own words. */
import { Form, type FormInstance } from 'antd'
import type { ReactNode } from 'react'
import type { Problem } from '#platform/shared/problem.ts'

export interface FieldProps {
  name: string | (string | number)[]
  label: string
  required?: boolean
  /** What to write, or why it is asked. */
  hint?: ReactNode
  children: ReactNode
}

const isBlank = (value: unknown) =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** A labelled field. Only emptiness is checked here; everything else the server says. */
export const Field = ({ name, label, required = false, hint, children }: FieldProps) => (
  <Form.Item
    name={name}
    label={label}
    extra={hint}
    required={required}
    {...(required && {
      rules: [
        {
          validator: (_: unknown, value: unknown) =>
            isBlank(value) ? Promise.reject(new Error(`这一项要填：${label}`)) : Promise.resolve(),
        },
      ],
    })}
  >
    {children}
  </Form.Item>
)

/** "#/posts/0/title" → ["posts", 0, "title"]. */
export const pathOf = (pointer: string): (string | number)[] =>
  pointer
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .map(part => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')))

/** Shows each wrong field beside the field, puts the focus on the first, and returns what has no field here. */
export function showFieldErrors(form: FormInstance, problem: Problem): string[] {
  const known = new Map(form.getFieldsError().map(({ name }) => [name.join('/'), name]))
  const rest: string[] = []
  let first: (string | number)[] | null = null
  for (const { pointer, detail } of problem.errors) {
    const name = known.get(pathOf(pointer).join('/'))
    if (!name) {
      rest.push(detail)
      continue
    }
    form.setFields([{ name, errors: [detail] }])
    first ??= name
  }
  if (first) form.scrollToField(first, { focus: true, block: 'center' })
  return rest
}
