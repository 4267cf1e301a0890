/** Applied rows (导入结果): what became of the rows of a sheet that were read without error. */

/** A row that was left out, and why. `key` is the column meant; null: the row as a whole. */
export interface RowFault {
  row: number
  key: string | null
  message: string
}

/** Rows that made something new, changed something, or said what was known already; a row with a fault is in none of these. */
export interface Applied {
  created: number
  updated: number
  unchanged: number
  faults: RowFault[]
}

/** Rows by key. Of two with one key the later one is a fault. */
export function byKey<V, R extends { row: number; values: V }>(
  rows: readonly R[],
  key: (values: V) => string,
  column: string,
  faults: RowFault[],
) {
  const found = new Map<string, R>()
  for (const row of rows) {
    const first = found.get(key(row.values))
    if (first) faults.push({ row: row.row, key: column, message: `和第${first.row}行重复了。请只留一行。` })
    else found.set(key(row.values), row)
  }
  return found
}
