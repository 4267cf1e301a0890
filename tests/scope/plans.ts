/** How PostgreSQL went about a statement (查询计划), as the application's role and the actor ran it. */
import { sql, type RawBuilder } from 'kysely'
import type { useApp } from '../support/app.ts'
import { asActor } from './settle.ts'

export interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Subplan Name'?: string
  'Actual Loops': number
  'Actual Rows': number
  Plans?: Node[]
}

/** Every node of the plan as it ran. `actor` as the database names it, e.g. `person:…`. */
export async function planOf(app: ReturnType<typeof useApp>, actor: string, query: RawBuilder<unknown>): Promise<Node[]> {
  return asActor(app.platform.connection.db, 1, '2026-03-02', actor, async db => {
    const { rows } = await sql<{ 'QUERY PLAN': { Plan: Node }[] }>`explain (analyze, format json) ${query}`.execute(db)
    const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)]
    return flat(Object.values(rows[0]!)[0]![0]!.Plan)
  })
}
