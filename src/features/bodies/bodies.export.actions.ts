/** Bodies in an export (组织导出): rows out, and the codes by which other sheets name bodies. */
import { codesOfUnits } from '#features/units/units.export.actions.ts'
import type { Context } from '#platform/server/action.ts'
import { holdsDay } from '#platform/shared/spans.ts'
import { bodyKindNames } from './bodies.contract.ts'
import { loadBodies } from './bodies.queries.ts'
import type { BodyRow } from './bodies.workbook.ts'

/** Every body that ever stood, as it stands today or stood last; where one has no code, its id is its code. */
export async function exportBodyRows(context: Context): Promise<BodyRow[]> {
  const bodies = [...(await loadBodies(context.db)).values()]
  const codes = new Map(bodies.map(body => [body.id, codeOf(body)]))
  const units = await codesOfUnits(context)
  return bodies
    .map((body): BodyRow => {
      const { name, parentId } = body.spans.find(span => holdsDay(span, context.today)) ?? body.spans.at(-1)!
      const gone = body.dissolvedOn !== null && body.dissolvedOn <= context.today
      const covered = body.coverage.filter(cover => (gone ? cover.to === body.dissolvedOn : holdsDay(cover, context.today)))
      return {
        code: codeOf(body),
        name,
        kind: bodyKindNames[body.kind] as BodyRow['kind'],
        parentCode: parentId === null ? null : codes.get(parentId)!,
        unitCodes: covered.length === 0 ? null : covered.map(({ unitId }) => units.get(unitId)!).sort(),
        foundedOn: body.foundedOn,
        dissolvedOn: body.dissolvedOn,
      }
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** The codes by which a workbook names bodies, by id. */
export const codesOfBodies = async (context: Context): Promise<Map<string, string>> =>
  new Map([...(await loadBodies(context.db)).values()].map(body => [body.id, codeOf(body)]))

const codeOf = ({ id, externalCode }: { id: string; externalCode: string | null }) => externalCode ?? id
