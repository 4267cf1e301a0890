/** Decisions (四议两公开): a place where matters are decided, for tests. */
import { expect } from 'vitest'
import type { Database } from '#platform/database/database.ts'
import { aListInForce, anEntry } from '#features/matters/matters.samples.ts'
import type { MatterFields } from '#features/matters/matters.contract.ts'
import { aHolder } from '#features/people/people.samples.ts'
import { aTown, aUnit, aVillage } from '#features/units/units.samples.ts'
import type { Endpoint, InputOf } from '#platform/shared/endpoint.ts'
import type { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './decisions.contract.ts'

/** A village and its cooperative with their people, and a list in force with the given entries. */
export async function aDecidingPlace(db: Database, entries: readonly (MatterFields & { code: string })[] = [anEntry('A10')]) {
  const town = await aTown(db)
  const village = await aVillage(db)
  const cooperative = await aUnit(db, { kind: 'cooperative', name: '福寿里经济社', shortName: '福寿里' }, village)
  const listId = await aListInForce(db, village.id, { entries, on: '2025-01-01' })
  return {
    town,
    village,
    cooperative,
    listId,
    townClerk: await aHolder(db, 'townClerk', town.id, { name: '霍秀珍' }),
    secretary: await aHolder(db, 'villageSecretary', village.id, { name: '区伟强' }),
    clerk: await aHolder(db, 'villageClerk', village.id, { name: '李少玲' }),
    supervisor: await aHolder(db, 'supervisor', village.id, { name: '陈月好' }),
    director: await aHolder(db, 'cooperativeDirector', cooperative.id, { name: '黄志强' }),
    discipline: await aHolder(db, 'townDiscipline', town.id, { name: '何志明' }),
    townLeader: await aHolder(db, 'townLeader', town.id, { name: '关佩珊' }),
    branchSecretary: await aHolder(db, 'branchSecretary', cooperative.id, { name: '潘国梁' }),
  }
}
export type DecidingPlace = Awaited<ReturnType<typeof aDecidingPlace>>

/** A text that a lease might have. */
export const lease = {
  title: '福寿里旧厂房出租',
  text: '把福寿里旧厂房（建筑面积1200平方米）公开招租，租期五年，底价每月每平方米12元，租金归经济社。',
}

/** What the office does with a matter, over HTTP, always with the version just read. */
export function matterDriver(app: ReturnType<typeof useApp>) {
  /** A matter that was begun elsewhere. */
  function follow(id: string, place: DecidingPlace) {
    const params = { decisionId: id }
    const read = async (who: string | null = place.clerk) => (await app.call(who, endpoints.get, { params })).body
    return {
      id,
      params,
      read,
      async put<E extends Endpoint>(endpoint: E, input: object | undefined, who: string = place.clerk, more: object = {}) {
        const { version } = await read()
        return app.call(
          who,
          endpoint,
          { params: { ...params, ...more }, ...(input && { body: input }) },
          {
            'if-match': `"${version}"`,
          },
        )
      },
      answer: (adoption: string, reason: string) =>
        app.call(place.secretary, endpoints.answerOpinion, { params, body: { adoption, reason } }),
      declare: (personId: string, capacity: string, interest = 'none', recused = false) =>
        app.call(place.clerk, endpoints.declare, { params, body: { personId, capacity, interest, recused } }),
    }
  }

  async function aMatter(place: DecidingPlace, changes: Partial<InputOf<typeof endpoints.begin>['body']> = {}, by = place.clerk) {
    const body = {
      unitId: place.cooperative.id,
      code: 'A10',
      line: 'collective',
      ...lease,
      proposerKind: 'member',
      proposerId: place.branchSecretary,
      ...changes,
    }
    const begun = await app.call(by, endpoints.begin, { body })
    expect([begun.status, begun.body.detail]).toEqual([200, undefined])
    return follow(begun.body.id, place)
  }

  /** Registered, with everybody who must having said how they stand to it. */
  async function registered(place: DecidingPlace, onDay = '2026-02-20') {
    const matter = await aMatter(place)
    expect((await matter.put(endpoints.submit, { onDay })).status).toBe(200)
    await matter.declare(place.branchSecretary, 'proposal')
    await matter.declare(place.supervisor, 'supervision')
    return matter
  }
  const opinion = (place: DecidingPlace, changes: object = {}) => ({
    heldOn: '2026-02-24',
    chairId: place.branchSecretary,
    recorderId: place.clerk,
    opinion: 'support',
    ...changes,
  })
  async function advise(matter: Matter, place: DecidingPlace, changes: object = {}) {
    for (const person of [place.branchSecretary, place.clerk]) await matter.declare(person, 'membersFirst')
    return matter.put(endpoints.advise, opinion(place, changes), place.branchSecretary)
  }

  return { aMatter, follow, registered, advise, opinion }
}
export type Matter = Awaited<ReturnType<ReturnType<typeof matterDriver>['aMatter']>>
