/**
 * Word text (Word文字): paragraphs and table rows of a part, in up to three readings.
 *
 * What was deleted with changes tracked, and what is hidden, is still in the file. A number can be whole in one reading only: as it
 * stands with everything, without what is hidden, or as it stood before the changes.
 *
 * Source: ECMA-376 part 1, §17.3 (runs), §17.4 (tables), §17.13.5 (revisions), §17.3.2.41 (vanish).
 */
import type { WorkbookPackage } from '../../server/workbook-package.ts'
import { parsePart, tooMuch, type Tag } from '../../server/workbook-xml.ts'
import type { TextPart } from '../findings.ts'
import { mostText } from './limits.ts'

interface Reading {
  now: string
  shown: string
  before: string
}

const readings = [
  ['now', ''],
  ['shown', '（不算隐藏的字）'],
  ['before', '（修订前）'],
] as const

const nothing = (): Reading => ({ now: '', shown: '', before: '' })

/** Where the reader stands. */
interface State {
  place: string
  found: TextPart[]
  /** Text boxes stand inside paragraphs, and tables inside cells. */
  paragraphs: Reading[]
  rows: Reading[]
  /** How many marks of a deletion, of an insertion are open. */
  deleted: number
  inserted: number
  run: { inside: boolean; hidden: boolean }
  taking: 'text' | 'field' | null
  /** What the paragraph's fields say: where a link leads, what a form asks. */
  field: string
  count: { paragraphs: number; rows: number; length: number }
}

/** Paragraphs outside tables, and rows of tables, in order. */
export async function wordText(parts: WorkbookPackage, name: string): Promise<TextPart[]> {
  const state: State = {
    place: placeOf(name),
    found: [],
    paragraphs: [],
    rows: [],
    deleted: 0,
    inserted: 0,
    run: { inside: false, hidden: false },
    taking: null,
    field: '',
    count: { paragraphs: 0, rows: 0, length: 0 },
  }
  await parsePart(parts, name, {
    open(tag) {
      // A hostile part may name its tags after what every object has.
      if (Object.hasOwn(open, tag.name)) open[tag.name]!(state, tag)
      takeAttributes(state, tag)
    },
    close(tag) {
      if (Object.hasOwn(close, tag)) close[tag]!(state)
    },
    text(piece) {
      if (state.taking === 'field') state.field += piece
      else if (state.taking === 'text') add(state, piece)
    },
  })
  return state.found
}

const taking = (what: State['taking']) => (state: State) => void (state.taking = what)
const hide = (state: State, tag: Tag) => {
  if (state.run.inside) state.run.hidden = !/^(0|false|off)$/.test(tag.attribute('val') ?? '')
}

const open: Readonly<Record<string, (state: State, tag: Tag) => void>> = {
  p: state => void state.paragraphs.push(nothing()),
  tr: state => void state.rows.push(nothing()),
  del: state => void (state.deleted += 1),
  moveFrom: state => void (state.deleted += 1),
  ins: state => void (state.inserted += 1),
  moveTo: state => void (state.inserted += 1),
  r: state => void (state.run = { inside: true, hidden: false }),
  vanish: hide,
  webHidden: hide,
  t: taking('text'),
  delText: taking('text'),
  instrText: taking('field'),
  delInstrText: taking('field'),
  tab: state => state.run.inside && add(state, '\t'),
  br: state => add(state, '\n'),
  cr: state => add(state, '\n'),
  noBreakHyphen: state => add(state, '-'),
}

const close: Readonly<Record<string, (state: State) => void>> = {
  t: taking(null),
  delText: taking(null),
  instrText: taking(null),
  delInstrText: taking(null),
  r: state => void (state.run = { inside: false, hidden: false }),
  del: state => void (state.deleted -= 1),
  moveFrom: state => void (state.deleted -= 1),
  ins: state => void (state.inserted -= 1),
  moveTo: state => void (state.inserted -= 1),
  tc: state => join(state.rows.at(-1), { now: '\t', shown: '\t', before: '\t' }),
  p: endParagraph,
  tr(state) {
    const done = state.rows.pop() ?? nothing()
    emit(state, `${state.place}表格第${(state.count.rows += 1)}行`, done)
  },
}

function endParagraph(state: State): void {
  const done = state.paragraphs.pop() ?? nothing()
  emitSingle(state, '域和控件', state.field)
  state.field = ''
  if (state.rows.length === 0) emit(state, `${state.place}第${(state.count.paragraphs += 1)}段`, done)
  else join(state.rows.at(-1), { now: `${done.now}\n`, shown: `${done.shown}\n`, before: `${done.before}\n` })
}

/** What a picture shows, what WordArt says, what a form's field offers. */
function takeAttributes(state: State, tag: Tag): void {
  for (const attribute of ['descr', 'title', 'string']) emitSingle(state, '图片或文本框的说明', tag.attribute(attribute))
  if (tag.name === 'listItem' || tag.name === 'fldSimple' || tag.name === 'alias')
    for (const attribute of ['displayText', 'value', 'instr', 'val']) emitSingle(state, '域和控件', tag.attribute(attribute))
}

function add(state: State, piece: string): void {
  if ((state.count.length += piece.length) > mostText) throw tooMuch()
  join(state.paragraphs.at(-1), {
    now: state.deleted > 0 ? '' : piece,
    shown: state.deleted > 0 || state.run.hidden ? '' : piece,
    before: state.inserted > 0 ? '' : piece,
  })
}

function emit({ found }: State, where: string, reading: Reading): void {
  for (const [key, words] of readings)
    if (reading[key].trim() !== '' && (key === 'now' || reading[key] !== reading.now))
      found.push({ where: where + words, text: reading[key] })
}

function emitSingle({ found, place }: State, where: string, text: string | undefined): void {
  if (text?.trim()) found.push({ where: `${place}：${where}`, text })
}

function join(to: Reading | undefined, more: Reading) {
  if (!to) return
  to.now += more.now
  to.shown += more.shown
  to.before += more.before
}

const places: readonly (readonly [string, string])[] = [
  ['header', '页眉'],
  ['footer', '页脚'],
  ['comments', '批注'],
  ['notes', '脚注'],
]
const placeOf = (name: string) => places.find(([part]) => name.includes(part))?.[1] ?? '正文'
