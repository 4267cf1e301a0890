/**
 * Parts (页面部件): figures that open, lamps, state boxes, pairs and tables of public pages.
 *
 * A number is a door: every figure links to its rows. A lamp says its word and shape before its colour (A11Y-05).
 * An empty place says why, what to do and whom to call (UX-19).
 */
import { html, type Child, type Html } from './html.ts'
import { phone } from './layout.ts'

/** 正常 临期 逾期 停表 等确认 办结 */
export type LampState = 'ok' | 'soon' | 'late' | 'paused' | 'waiting' | 'done'

const lamps: Record<LampState, readonly [style: string, word: string]> = {
  ok: ['ok', '正常'],
  soon: ['soon', '临期'],
  late: ['late', '逾期'],
  paused: ['pause', '停表'],
  waiting: ['wait', '等确认'],
  done: ['done', '办结'],
}

/** A lamp with its shape and word; `detail` follows the word, e.g. "剩1天". */
export function lamp(state: LampState, detail?: string): Html {
  const [style, word] = lamps[state]
  return html`<span class="lamp ${style}">${word}${detail && ` ${detail}`}</span>`
}

export interface Figure {
  /** null: nothing recorded yet, which is not zero. */
  value: number | null
  unit: string
  label: Child
  /** The rows that prove it. */
  href: string
}

export const figures = (items: readonly Figure[]): Html =>
  html`<div class="figs">
    ${items.map(
      ({ value, unit, label, href }) =>
        html`<a href="${href}">
          ${value === null ? html`<span><span class="none">尚无记录</span></span>` : html`<span class="n">${value}<small>${unit}</small></span>`}
          <span>${label}</span>
        </a>`,
    )}
  </div>`

/** 尚无记录, in the middle of a line or a cell. */
export const noRecord = html`<span class="none">尚无记录</span>`

export interface StateBox {
  /** What happened. */
  title: string
  /** Why. */
  why: Child
  /** What to do. */
  action?: { href: string; text: string }
  /** Whom to call. */
  call: string
  /** Level of its heading; 2 unless it stands below one. */
  level?: 2 | 3
}

/** A dashed box for what is not there. */
export const stateBox = ({ title, why, action, call, level = 2 }: StateBox): Html =>
  html`<div class="state flow">
    ${level === 2 ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`}
    <p class="sub">${why}</p>
    ${action && html`<p><a class="btn" href="${action.href}">${action.text}</a></p>`}
    <p class="sub">要问，请打 ${phone(call)}</p>
  </div>`

export const note = (kind: 'plain' | 'soon' | 'late' | 'ok', body: Child): Html =>
  html`<div class="note${kind !== 'plain' && ` ${kind}`}">${body}</div>`

/** Names and values, one under another. */
export const pairs = (rows: readonly (readonly [name: Child, value: Child])[]): Html =>
  html`<dl class="kv">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`

export interface Table {
  caption: Child
  /** The first column names the row. */
  columns: readonly string[]
  rows: readonly (readonly Child[])[]
  /** Three short columns that fit on one line of a phone. */
  slim?: true
}

/** A table where there is room, cards where there is not (A11Y-13); each cell carries its column's name. */
export const table = ({ caption, columns, rows, slim }: Table): Html =>
  html`<table class="tbl${slim && ' slim'}">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        ${columns.map(column => html`<th scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([first, ...rest]) =>
          html`<tr>
            <th scope="row">${first}</th>
            ${rest.map((cell, index) => html`<td data-h="${columns[index + 1]}"><span>${cell}</span></td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`
