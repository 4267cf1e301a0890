/** Lamps (督办灯): shape and word before colour (A11Y-05). A lamp belongs to the matter, never to a person. */

export type LampKind = 'ok' | 'soon' | 'late' | 'paused' | 'waiting' | 'done'

/** The word is never left out: "逾期", "临期 剩1天". */
export const Lamp = ({ kind, text }: { kind: LampKind; text: string }) => <span className={`lamp ${kind}`}>{text}</span>
