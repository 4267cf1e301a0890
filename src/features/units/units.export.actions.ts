/** Units in an export (组织单元导出): rows out, and the codes by which other sheets name units. */
import type { Context } from '#platform/server/action.ts'
import { unitKindNames } from './units.contract.ts'
import { unitsWithCodes } from './units.export.queries.ts'
import type { UnitRow } from './units.workbook.ts'

/** Every unit that ever stood, parents first; where one has no code, its id is its code. */
export async function exportUnitRows(context: Context): Promise<UnitRow[]> {
  const units = await unitsWithCodes(context.db, context.today)
  const codes = new Map(units.map(unit => [unit.id, codeOf(unit)]))
  return units
    .sort((a, b) => a.path.length - b.path.length || (codeOf(a) < codeOf(b) ? -1 : 1))
    .map(unit => ({
      code: codeOf(unit),
      name: unit.name,
      shortName: unit.shortName,
      kind: unitKindNames[unit.kind],
      parentCode: unit.parentId === null ? null : codes.get(unit.parentId)!,
      openedOn: unit.openedOn,
      closedOn: unit.closedOn,
    }))
}

/** The codes by which a workbook names units, by id. */
export async function codesOfUnits(context: Context): Promise<Map<string, string>> {
  return new Map((await unitsWithCodes(context.db, context.today)).map(unit => [unit.id, codeOf(unit)]))
}

const codeOf = ({ id, code, externalCode }: { id: string; code: string | null; externalCode: string | null }) => externalCode ?? code ?? id
