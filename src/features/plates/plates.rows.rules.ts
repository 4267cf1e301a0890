/** Rows of plates (挂牌表): what is wrong with one; pure functions. */
interface Line {
  agreedOn: string
  number: string | null
  mountedOn: string | null
}

/** What is wrong with a line, beside the first of its household, and in which column; null when nothing is. */
export function rowFault({ agreedOn, number, mountedOn }: Line, first: Line, today: string): { key: string; message: string } | null {
  if (agreedOn > today) return { key: 'agreedOn', message: '同意日期不能在以后。' }
  if (mountedOn !== null && number === null) return { key: 'number', message: '挂了牌的要写牌号。' }
  if (number !== null && ([...number].length < 3 || [...number].length > 40)) return { key: 'number', message: '牌号写3到40个字。' }
  if (mountedOn !== null && mountedOn < agreedOn) return { key: 'mountedOn', message: '先同意，再挂牌：挂牌日期早了。' }
  if (mountedOn !== null && mountedOn > today) return { key: 'mountedOn', message: '挂牌日期不能在以后。' }
  if (agreedOn !== first.agreedOn) return { key: 'agreedOn', message: '同一户的各行要写同一个同意日期。' }
  if (number !== first.number) return { key: 'number', message: '同一户只有一个牌号。' }
  return mountedOn === first.mountedOn ? null : { key: 'mountedOn', message: '同一户的各行要写同一个挂牌日期。' }
}
