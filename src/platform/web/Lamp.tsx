/** Lamps (督办灯): shape and word before colour (A11Y-05). A lamp belongs to the matter, never to a person. */

export type LampKind = 'ok' | 'soon' | 'late' | 'paused' | 'waiting' | 'done'

const words: Record<LampKind, string> = { ok: '正常', soon: '临期', late: '逾期', paused: '暂缓', waiting: '等居民确认', done: '办结' }

/** `text` says more than the kind alone: "逾期2天". */
export const Lamp = ({ kind, text }: { kind: LampKind; text?: string }) => <span className={`lamp ${kind}`}>{text ?? words[kind]}</span>
