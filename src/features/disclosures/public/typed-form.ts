/** What a person typed into a form of a notice (公示页面的表单): read, kept when it is refused, and safe to send twice. */
import { randomBytes } from 'node:crypto'
import type { Visit } from '#platform/server/page.ts'
import type { Typed } from './parts.ts'

const newKey = () => randomBytes(16).toString('hex')
export const blank = (): Typed => ({ formKey: newKey(), text: '', name: '', phone: '' })

export function readTyped({ form }: Visit): Typed {
  const text = (name: string) => form[name] ?? ''
  return {
    formKey: /^[0-9a-f]{32}$/.test(text('formKey')) ? text('formKey') : newKey(),
    text: text('text'),
    name: text('name').trim(),
    phone: text('phone').trim(),
  }
}
