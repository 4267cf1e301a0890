/** Decisions (四议两公开): rows of matters and their steps, for tests of numbers. */
import type { Database } from '#platform/database/database.ts'
import { aNoticeRow } from '#features/disclosures/disclosures.samples.ts'
import { aListInForce } from '#features/matters/matters.samples.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown } from '#features/units/units.samples.ts'
import { newId } from '#platform/shared/ids.ts'
import type { Adoption, Line, StageOutcome } from './decisions.contract.ts'
import { insertAdoption } from './decisions.opinions.queries.ts'
import { insertLink, insertStage } from './decisions.queries.ts'

const townId = 1

async function townsList(db: Database) {
  const town = await aTown(db)
  const list = await db.selectFrom('matterList').where('unitId', '=', town.id).select('id').executeTakeFirst()
  const writer = await db.selectFrom('person').where('unitId', '=', town.id).select('id').executeTakeFirst()
  return { listId: list?.id ?? (await aListInForce(db, town.id)), writer: writer?.id ?? (await aHolder(db, 'townClerk', town.id)) }
}

/** A matter registered on the day; returns its id. */
export async function aDecisionRow(
  db: Database,
  unitId: string,
  day: string,
  category = 'assets',
  line: Line = 'collective',
): Promise<string> {
  const { listId, writer } = await townsList(db)
  const id = newId()
  const written = { title: '旧厂房出租', body: '把旧厂房公开招租，租期五年。', writtenBy: writer, writtenAt: new Date(0) }
  await db
    .insertInto('decision')
    .values({
      townId,
      id,
      unitId,
      line,
      listId,
      code: 'A10',
      category,
      proposerKind: 'body',
      proposingBody: '社委会',
      state: 'registered',
      begunOn: day,
      createdBy: writer,
      createdAt: new Date(0),
    })
    .execute()
  await db
    .insertInto('decisionText')
    .values({ townId, decisionId: id, number: 1, ...written })
    .execute()
  return id
}

/** A step of the first round; returns its id. */
export async function aStageRow(
  db: Database,
  decisionId: string,
  stage: string,
  day: string,
  outcome: StageOutcome = 'passed',
  discloseBy: string | null = null,
) {
  const { writer } = await townsList(db)
  const id = newId()
  await insertStage(db, {
    townId,
    id,
    decisionId,
    round: 1,
    stage,
    textNumber: 1,
    heldOn: day,
    outcome,
    discloseBy,
    recordedBy: writer,
    recordedAt: new Date(0),
  })
  return id
}

export async function anAdoptionRow(db: Database, stageId: string, day: string, adoption: Adoption) {
  const { writer } = await townsList(db)
  await insertAdoption(db, {
    townId,
    stageId,
    adoption,
    reason: '租金经过评估',
    answeredOn: day,
    answeredBy: writer,
    answeredAt: new Date(0),
  })
}

/** Its resolution went out on the day. */
export async function aDisclosureRow(app: Parameters<typeof aNoticeRow>[0], decisionId: string, day: string): Promise<string> {
  const { owner: db } = app
  const { unitId } = await db.selectFrom('decision').where('id', '=', decisionId).select('unitId').executeTakeFirstOrThrow()
  const { writer } = await townsList(db)
  const { id } = await aNoticeRow(app, unitId, day, { subjectId: decisionId })
  const link = { kind: 'notice', round: 1, stage: 'decisionDisclosure', madeBy: writer, madeAt: new Date(0) } as const
  await insertLink(db, { townId, decisionId, targetId: id, ...link })
  return id
}

export async function removeDecision(db: Database, decisionId: string): Promise<void> {
  await db.deleteFrom('decisionLink').where('decisionId', '=', decisionId).execute()
  const stages = db.selectFrom('decisionStage').where('decisionId', '=', decisionId).select('id')
  await db.deleteFrom('decisionAdoption').where('stageId', 'in', stages).execute()
  for (const table of ['decisionStage', 'decisionText'] as const) await db.deleteFrom(table).where('decisionId', '=', decisionId).execute()
  await db.deleteFrom('decision').where('id', '=', decisionId).execute()
}
