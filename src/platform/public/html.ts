/**
 * HTML (网页): typed tagged templates. Every value is escaped unless it is itself Html.
 *
 * `html` gives a value, not a string, so that a piece of page and a piece of text a person typed
 * cannot be confused: the compiler knows which is which, and text can only go in escaped.
 */

export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Child = Html | string | number | false | null | undefined | readonly Child[]

export function html(parts: TemplateStringsArray, ...values: Child[]): Html {
  let text = parts[0]!
  values.forEach((value, index) => {
    text += rendered(value) + parts[index + 1]!
  })
  return new Html(text)
}

/** Markup from the program's own files (icons, QR codes). Never text that a person typed. */
export const trusted = (text: string) => new Html(text)

function rendered(value: Child): string {
  if (value === null || value === undefined || value === false) return ''
  if (value instanceof Html) return value.text
  if (isList(value)) return value.map(rendered).join('')
  return escape(String(value))
}

const isList = (value: Child): value is readonly Child[] => Array.isArray(value)

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
