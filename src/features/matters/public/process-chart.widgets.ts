/** A process chart as a drawing (流程图): boxes from above to below, made by the server; its text twin says the same. */
import { html, type Html } from '#platform/public/html.ts'
import type { Chart, ChartStep } from '../matters.contract.ts'

const inset = 14
const gap = 26
const line = 23

/** A drawing cannot flow: where text is large the boxes are narrower and their lines shorter, so that it is as large in them (A11Y-02). */
const measures = (elder: number) => {
  const width = Math.round((320 * 16) / (elder || 16))
  return { width, most: Math.floor((width - 2 * inset) / 17) }
}

/** The drawing and the same as a list, in a fold; both complete. A step that is done is tinted, and its words say so. */
export function processChart(
  chart: Omit<Chart, 'steps'> & { steps: readonly (ChartStep & { isDone?: boolean })[] },
  id: string,
  elder: number,
): Html {
  const { width, most } = measures(elder)
  let y = 2
  const boxes = chart.steps.map((step, index) => {
    const head = wrapped(`${index + 1}. ${step.name}`, most)
    const lines = linesOf(step, most)
    const box = { step, head, lines, y, height: 2 * inset + line * (head.length + lines.length) - 5 }
    y += box.height + gap
    return box
  })
  const height = y - gap + 2
  return html`<svg class="proc" width="${width / 16}em" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-text">
      <title id="${id}-title">${chart.title}：流程图</title>
      ${boxes.map(
        ({ step, head, lines, y: top, height: tall }, index) =>
          html`<rect x="1.5" y="${top}" width="${width - 3}" height="${tall}" rx="8" class="${step.isDone ? 'done' : ''}" />
            ${head.map((text, row) => html`<text x="${inset}" y="${top + inset + 14 + row * line}" class="b">${text}</text>`)}
            ${lines.map((text, row) => html`<text x="${inset}" y="${top + inset + 15 + (head.length + row) * line}">${text}</text>`)}
            ${index + 1 < boxes.length && html`<path d="M${width / 2} ${top + tall + 2}v${gap - 6}m-6 -7l6 7l6 -7" />`}`,
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

const linesOf = ({ who, says, source }: ChartStep, most: number): string[] =>
  [who, ...says, ...(source ? [`依据：${source}`] : [])].filter(Boolean).flatMap(text => wrapped(text, most))

/** No line begins with a mark that closes. */
const closing = /^[，。；：、）》”]/u
/** In characters of Chinese: a digit is little more than half of one. */
const widthOf = (character: string) => (/[ -~]/u.test(character) ? 0.6 : 1)

function wrapped(text: string, most: number): string[] {
  const lines: string[] = []
  let [line, width] = ['', 0]
  for (const character of text) {
    width += widthOf(character)
    if (width > most && !closing.test(character)) {
      lines.push(line)
      ;[line, width] = ['', widthOf(character)]
    }
    line += character
  }
  return [...lines, line]
}
