/** A process chart as a drawing (流程图): boxes from above to below, made by the server; its text twin says the same. */
import { html, type Html } from '#platform/public/html.ts'
import type { Chart, ChartStep } from '../matters.contract.ts'

const width = 320
const inset = 14
const gap = 26
const head = 26
const line = 23
const most = 17

/** The drawing and the same as a list, in a fold; both complete. A step that is done is tinted, and its words say so. */
export function processChart(chart: Omit<Chart, 'steps'> & { steps: readonly (ChartStep & { isDone?: boolean })[] }, id: string): Html {
  let y = 2
  const boxes = chart.steps.map((step, index) => {
    const lines = linesOf(step)
    const box = { step, lines, y, number: index + 1, height: 2 * inset + head + line * lines.length - 8 }
    y += box.height + gap
    return box
  })
  const height = y - gap + 2
  return html`<svg class="proc" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-text">
      <title id="${id}-title">${chart.title}：流程图</title>
      ${boxes.map(
        ({ step, lines, y: top, number, height: tall }, index) =>
          html`<rect x="1.5" y="${top}" width="${width - 3}" height="${tall}" rx="8" class="${step.isDone ? 'done' : ''}" /><text x="${inset}" y="${top + inset + 14}" class="b">${number}. ${step.name}</text>
            ${lines.map((text, row) => html`<text x="${inset}" y="${top + inset + head + 12 + row * line}">${text}</text>`)}
            ${index + 1 < boxes.length && html`<path d="M160 ${top + tall + 2}v${gap - 6}m-6 -7l6 7l6 -7" />`}`,
      )}
    </svg>
    <details class="card" id="${id}-text">
      <summary>文字版：${chart.title}</summary>
      <ol class="steps nums">
        ${chart.steps.map(
          ({ name, who, says, source }) =>
            html`<li>
              <h3>${name}</h3>
              ${who && html`<p class="sub">${who}</p>`}
              ${says.length > 0 && html`<ul>${says.map(text => html`<li>${text}</li>`)}</ul>`}
              ${source && html`<table class="tbl"><caption>依据</caption><tbody><tr><td><span>${source}</span></td></tr></tbody></table>`}
            </li>`,
        )}
      </ol>
    </details>`
}

const linesOf = ({ who, says, source }: ChartStep): string[] =>
  [who, ...says, ...(source ? [`依据：${source}`] : [])].filter(Boolean).flatMap(wrapped)

/** No line begins with a mark that closes. */
const closing = /^[，。；：、）》”]/u
function wrapped(text: string): string[] {
  const rest = [...text]
  const lines: string[] = []
  while (rest.length > 0) {
    let take = Math.min(most, rest.length)
    const next = rest[take]
    if (next !== undefined && closing.test(next)) take += 1
    lines.push(rest.splice(0, take).join(''))
  }
  return lines
}
