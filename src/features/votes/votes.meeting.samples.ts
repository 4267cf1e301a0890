/** A voting meeting of a cooperative (表决会议), step by step over HTTP, for tests. */
import { endpoints as meetings } from '#features/meetings/meetings.contract.ts'
import type { useApp } from '../../../tests/support/app.ts'
import { endpoints, type RegisterBody, type VoterFields } from './votes.contract.ts'
import { aCooperative, anAssembly, aVoter, type SampleCooperative } from './votes.samples.ts'

type App = Pick<ReturnType<typeof useApp>, 'owner' | 'call'>
const match = (version: number) => ({ 'if-match': `"${version}"` })

/** A cooperative with voters 1 to `count` on the register of an assembly, each in a household of two. */
export async function aRegister(
  app: App,
  count: number,
  changes: (index: number) => Partial<VoterFields> = () => ({}),
  decidingBody: RegisterBody = 'collectiveMembers',
  at?: SampleCooperative,
) {
  const place = at ?? (await aCooperative(app.owner))
  const register = decidingBody.startsWith('collective')
    ? { bodyId: place.cooperativeId, unitId: place.cooperative.id, decidingBody }
    : { bodyId: place.committeeId, unitId: place.village.id, decidingBody }
  for (let index = 1; index <= count; index++)
    await aVoter(app.owner, register, { code: String(index), householdKey: `H${Math.ceil(index / 2)}`, ...changes(index) })
  return place
}

/** A meeting called by the director; the calls of one who keeps it. */
export async function aMeeting(app: App, at: SampleCooperative, changes: object = {}, who = at.director) {
  const called = await app.call(who, endpoints.convene, { body: anAssembly(at.cooperativeId, changes) })
  if (called.status !== 200) throw new Error(JSON.stringify(called.body))
  const params = { meetingId: called.body.id }
  const read = async (by = who) => (await app.call(by, endpoints.get, { params })).body
  const line = async (name: string) => (await read()).lines.find(each => each.name === name)!
  const meeting = {
    id: called.body.id,
    params,
    read,
    line,
    draw: () => app.call(who, endpoints.drawRoll, { params }),
    table: (item: object = {}) => app.call(who, endpoints.table, { params, body: { title: '鱼塘发包', text: '同意发包三年。', ...item } }),
    /** The first `count` came, the others did not. */
    attend: async (count: number) => {
      const roll = await app.call(who, meetings.roll, { params })
      const marks = roll.body.items
        .filter(({ excluded }) => excluded === null)
        .map(({ id }, index) => ({ entryId: id, attendance: index < count ? 'present' : 'absent' }))
      const marked = await app.call(who, meetings.takeAttendance, { params, body: { marks } }, match(roll.body.version))
      if (marked.status !== 200) throw new Error(JSON.stringify(marked.body))
    },
    /** From nothing to the fixed roll of one matter; returns the ballot's id. */
    open: async (present: number, item: object = {}): Promise<string> => {
      const ballotId = (await meeting.table(item)).body.items.at(-1)!.id
      await meeting.draw()
      await meeting.attend(present)
      const fixed = await meeting.fix()
      if (fixed.status !== 200) throw new Error(JSON.stringify(fixed.body))
      return ballotId
    },
    fix: (by = who) => app.call(by, endpoints.fixRoll, { params }),
    proxy: async (from: string, to: string, more: object = {}) =>
      app.call(who, endpoints.giveProxy, {
        params: { ...params, lineId: (await line(from)).id },
        body: { proxy: { holderId: (await line(to)).id, relation: '家人', writtenOn: '2026-03-01', ...more } },
      }),
    mark: async (ballotId: string, names: readonly string[], manner = 'inPerson', by = who) => {
      const { lines } = await read()
      return app.call(by, endpoints.mark, {
        params: { ballotId },
        body: { marks: names.map(name => ({ lineId: lines.find(each => each.name === name)!.id, manner })) },
      })
    },
    close: (ballotId: string, tally: object, method = 'hands', by = who) =>
      app.call(by, endpoints.close, { params: { ballotId }, body: { method, tally: { for: 0, against: 0, abstain: 0, ...tally } } }),
  }
  return meeting
}

export const named = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `陈${from + index}`)
