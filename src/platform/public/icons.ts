/** Icons and section marks (图标): the drawings of LOOK.md, one lamp lit for each section. */
import { html, trusted, type Html } from './html.ts'

const roof =
  '<path d="M3 14C9 12.5 13.2 9 16 4.5c2.8 4.5 7 8 13 9.5" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/>'
const lamp = (x: number, y: number, lit: boolean) =>
  `<circle cx="${x}" cy="${y}" r="${lit ? 4 : 3}" fill="${lit ? 'var(--lamp)' : 'none'}" stroke="currentColor" stroke-width="1.6"/>`
const mark = (id: string, ...lit: [boolean, boolean, boolean]) =>
  `<symbol id="${id}" viewBox="0 0 32 30">${roof}${lamp(7, 22, lit[0])}${lamp(16, 25, lit[1])}${lamp(25, 22, lit[2])}</symbol>`

const drawings = {
  say: '<path d="M4 5h16v11h-9l-5 4v-4H4z"/><path d="M8 9h8M8 12h5"/>',
  find: '<circle cx="11" cy="11" r="6"/><path d="m16 16 4.5 4.5"/>',
  tel: '<path d="M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4c0 1-1 1.5-2 1.5C10.5 20 4 13.5 3.5 6 3.5 5 4 4 5 4z"/>',
  err: '<path d="M12 3 22 21H2z"/><path d="M12 10v5M12 18v.1"/>',
  sound: '<path d="M4 9h4l5-4v14l-5-4H4z"/><path d="M16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11"/>',
  print: '<path d="M7 8V3h10v5M7 17H4V9h16v8h-3"/><path d="M7 14h10v7H7z"/>',
} as const
export type Icon = keyof typeof drawings

/** The sheet of symbols, once a page. */
export const symbols = trusted(
  `<svg width="0" height="0" class="vh" aria-hidden="true">${mark('m1', true, false, false)}${mark('m2', false, true, false)}${mark('m3', false, false, true)}${mark('m4', true, true, true)}${Object.entries(
    drawings,
  )
    .map(([id, drawing]) => `<symbol id="i-${id}" viewBox="0 0 24 24">${drawing}</symbol>`)
    .join('')}</svg>`,
)

export const icon = (name: Icon): Html => html`<svg class="i" aria-hidden="true"><use href="#i-${name}" /></svg>`
/** `beside`: in a heading, as tall as its text. */
export const sectionMark = (id: 'm1' | 'm2' | 'm3' | 'm4', beside?: 'beside'): Html =>
  html`<svg ${beside && html` class="mark"`} aria-hidden="true"><use href="#${id}" /></svg>`

export const logo = trusted(
  '<svg viewBox="0 0 32 32" aria-hidden="true"><g fill="var(--brand)"><path d="M2.5 14.5C8.5 13 13.2 9.3 16 4c2.8 5.3 7.5 9 13.5 10.5" fill="none" stroke="var(--brand)" stroke-width="3.8" stroke-linecap="round" stroke-linejoin="round"/><circle cx="6.5" cy="23" r="3.8"/><circle cx="16" cy="26.2" r="3.8"/><circle cx="25.5" cy="23" r="3.8"/></g></svg>',
)
