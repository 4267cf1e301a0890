/** Parts of the pages of decisions (四议两公开页面部件): where a matter stands, links to its checks, and its form. */
import { randomBytes } from 'node:crypto'
import { html, type Html } from '#platform/public/html.ts'
import { lamp } from '#platform/public/parts.ts'
import type { DecisionSummary } from '../decisions.contract.ts'

export const crumbs = [
  { href: '/', text: '首页' },
  { href: '/voice', text: '亮嗓音' },
]

/** A word and a shape before a colour. */
export function stateMark({ state, stateName, overdue }: DecisionSummary): Html {
  if (overdue.length > 0) return lamp('late', stateName)
  if (state === 'closed' || state === 'archived') return lamp('done', state === 'archived' ? '已归档' : '')
  if (state === 'objected' || state === 'failedQuorum' || state === 'verdictTurned') return lamp('paused', stateName)
  return html`<span class="sub">${stateName}</span>`
}

/** Where a villager checks that it stood here on that day, and stands unchanged. */
export const checkLink = (what: string, entryId: string | null): Html | false =>
  entryId !== null && html`<a class="tap" href="/verify#${entryId}">核对：${what}</a>`

/** Text that somebody typed, line by line. */
export const typedText = (text: string): Html => html`<div class="card">${text.split('\n').map(line => html`<div>${line}</div>`)}</div>`

export interface Typed {
  formKey: string
  content: string
}
const newKey = () => randomBytes(16).toString('hex')
export const blank = (): Typed => ({ formKey: newKey(), content: '' })
export const readTyped = (form: Readonly<Record<string, string | undefined>>): Typed => ({
  formKey: /^[0-9a-f]{32}$/.test(form.formKey ?? '') ? form.formKey! : newKey(),
  content: form.content ?? '',
})
