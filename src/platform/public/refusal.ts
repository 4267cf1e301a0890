/** A refusal on the page that it happened on (没有办成): its words, and the box that stands first and is read first. */
import type { Problem } from '#platform/shared/problem.ts'
import { html, type Html } from './html.ts'
import { icon } from './icons.ts'

/** Every wrong field, or what happened and what to do about it. */
export const refusalWords = ({ errors, kind, detail }: Problem): string[] =>
  errors.length > 0 ? errors.map(each => each.detail) : [`${kind.title}。`, detail ?? kind.remedy ?? ''].filter(text => text !== '')

/** Nothing without words. */
export const refusal = (title: string, words: readonly string[]): Html | false =>
  words.length > 0 &&
  html`<section class="oops" role="alert" aria-labelledby="oops-t" tabindex="-1">
    <h2 id="oops-t">${title}</h2>
    ${words.map(text => html`<p>${text}</p>`)}
  </section>`

/** The same words once more beside the field they are about, which names them by `aria-describedby`. */
export const refusalBeside = (id: string, words: readonly string[]): Html | false =>
  words.length > 0 && html`<p class="err" id="${id}">${icon('err')}<span>${words.join('')}</span></p>`
