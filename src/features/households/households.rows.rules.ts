/** Rows of households (户表、联系户表): what is wrong with one, and which days exclude each other; pure functions. */
interface Days {
  from: string
  until: string | null
}

interface Fault {
  key: string
  message: string
}

/** What is wrong with a home's row, and in which column; null when nothing is. */
export function rowFault({ address, from, until }: Days & { address: string }, today: string): Fault | null {
  if ([...address].length < 2) return { key: 'address', message: '地址至少写2个字。' }
  return daysFault(from, until, today, '迁入', '迁出')
}

export const contactRowFault = ({ from, until }: Days, today: string): Fault | null => daysFault(from, until, today, '开始', '结束')

function daysFault(from: string, until: string | null, today: string, first: string, last: string): Fault | null {
  if (from > today) return { key: 'from', message: `${first}日期不能晚于今天。` }
  if (until !== null && until > today) return { key: 'until', message: `${last}日期不能晚于今天。` }
  if (until !== null && until <= from) return { key: 'until', message: `${last}日期要晚于${first}日期。` }
  return null
}

/** Does a known contact, or one that waits for its answer, hold on a day of the row's? */
export const overlaps = (known: { startedOn: string | null; endedOn: string | null }, row: Days): boolean =>
  (known.endedOn === null || row.from < known.endedOn) && (row.until === null || known.startedOn === null || known.startedOn < row.until)
