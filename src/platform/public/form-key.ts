/** The key of a form (表单编号): sent twice, it does once. Made anew each time a form is drawn. */
import { randomBytes } from 'node:crypto'
import type { Visit } from '#platform/server/page.ts'
import { html, type Html } from './html.ts'

export const formKeyField = (): Html => html`<input type="hidden" name="formKey" value="${randomBytes(16).toString('hex')}" />`

/** The idempotency key of the form that was sent, or null: none of ours. */
export const formKeyOf = ({ form: { formKey = '' } }: Visit): string | null => (/^[0-9a-f]{32}$/.test(formKey) ? formKey : null)
