/** Lists of important matters in the public record (清单存证): a list in force, made anew from its rows whenever it is checked. */
import { keeping } from '#features/record/record.actions.ts'
import { bodyNames, matterNames } from '#features/thresholds/thresholds.words.ts'
import { findUnit } from '#features/units/units.actions.ts'
import type { MatterFields } from './matters.contract.ts'
import * as queries from './matters.queries.ts'
import { byCode, inOrder } from './matters.rules.ts'
import { categoryNames, levelNames, stageNames, yuan } from './matters.words.ts'

/** The place stands by its code: a new name would make another text. */
export const matterListRecord = keeping('matters.list', '重要事权清单', async (context, listId) => {
  const list = await queries.findList(context.db, listId)
  if (!list?.inForceOn) return null
  const { code } = await findUnit(context, list.unitId, list.inForceOn)
  const entries = (await queries.entriesOf(context.db, listId)).sort(byCode)
  return [`重要事权清单，第${list.number}版`, `${code ?? list.unitId}，${list.inForceOn}起施行`, ...entries.map(entryText), ''].join('\n')
})

function entryText(entry: MatterFields & { code: string }): string {
  const names = (of: readonly string[]) => of.join('、')
  const parts: [name: string, says: string][] = [
    ['范围', levelNames[entry.level]],
    ['类别', categoryNames[entry.category]],
    ['法定事项', matterNames[entry.legalMatter]],
    ['情形', entry.trigger],
    ['金额', names(entry.bands.map(({ fromFen, body }) => `${yuan(fromFen)}起由${bodyNames[body]}`))],
    ['决定', names(entry.bodies.map(body => bodyNames[body]))],
    ['步骤', names(inOrder(entry.stages).map(stage => stageNames[stage]))],
    ['通知', entry.noticeDays === null ? '' : `${entry.noticeDays}天`],
    ['公开', `${entry.disclosureDays}天`],
    ['材料', names(entry.attachments)],
    ['镇里先看', entry.townPreCheck ? '是' : ''],
    ['进资产平台', entry.assetPlatform ? '是' : ''],
    ['依据', entry.basis],
  ]
  const said = parts.filter(([, says]) => says !== '').map(([name, says]) => `${name}：${says}`)
  return `${entry.code} ${entry.name}；${said.join('；')}`
}
