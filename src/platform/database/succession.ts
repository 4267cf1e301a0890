/** Succession (承接): what one's records came from and went to, for whatever has periods and is merged and split. */
import { sql } from 'kysely'
import type { Database } from './database.ts'

export interface Kin {
  id: string
  /** Its last one. */
  name: string
  effectiveOn: string
}

/** Predecessors and successors by day and name, from `<what>_succession` and `<what>_period`. */
export async function kinOf(db: Database, what: string, id: string): Promise<{ predecessors: Kin[]; successors: Kin[] }> {
  const { rows } = await sql<Kin & { goesOn: boolean }>`
    select other.id, other.goes_on, succession.effective_on,
      (select name from ${sql.table(`${what}_period`)} p where p.town_id = succession.town_id and p.${sql.ref(`${what}_id`)} = other.id
        order by lower(p.valid) desc limit 1) as name
    from ${sql.table(`${what}_succession`)} succession cross join lateral (
      select succession.predecessor_id as id, false as goes_on where succession.successor_id = ${id}
      union all select succession.successor_id, true where succession.predecessor_id = ${id}
    ) other
    where ${id} in (succession.predecessor_id, succession.successor_id) order by succession.effective_on, name`.execute(db)
  const kin = (goingOn: boolean) => rows.filter(({ goesOn }) => goesOn === goingOn).map(({ goesOn: _, ...each }) => each)
  return { predecessors: kin(false), successors: kin(true) }
}
