/** A matter before its gates (四议两公开的关口): what lets it through step by step, and the words of each refusal; for tests. */
import { expect } from 'vitest'
import type { MatterFields } from '#features/matters/matters.contract.ts'
import { anEntry } from '#features/matters/matters.samples.ts'
import type { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './decisions.contract.ts'
import { aDecidingPlace, matterDriver, type DecidingPlace, type Matter } from './decisions.samples.ts'
import { aMeetingOf, registersOf, settleBoard, type Held, type Registers } from './decisions.votes.samples.ts'

/** Only the vote and what the law puts before it; then both disclosures. */
export const short: Partial<MatterFields> = {
  stages: ['proposal', 'partyResearch', 'assembly', 'decisionDisclosure', 'resultDisclosure'],
  assetPlatform: false,
}
export const assembly: Held = { startsAt: '2026-03-16T01:30:00Z', noticeOn: '2026-03-02' }

type Answer = Promise<{ status: number; body: { type?: string; detail?: string; errors?: { pointer: string; detail: string }[] } }>
/** The reason in words, or the field that is wrong. */
export async function refusal(answer: Answer): Promise<string> {
  const { status, body } = await answer
  expect(status, JSON.stringify(body)).toBeGreaterThanOrEqual(400)
  return body.type === '/problems/decisions/gate-closed' ? body.detail! : `${status} ${body.errors?.[0]?.detail ?? body.type}`
}
export const ok = async (answer: Answer) => {
  const { status, body } = await answer
  expect([status, body.detail ?? body.errors]).toEqual([200, undefined])
}
export function stepsOf(place: DecidingPlace, matter: Matter) {
  const conclude = (stage: string, changes: object = {}) =>
    matter.put(
      endpoints.conclude,
      { chairId: place.secretary, recorderId: place.clerk, resultDueOn: '2026-12-31', ...changes },
      place.clerk,
      { stage },
    )
  return {
    conclude,
    async seats(stage: string) {
      for (const person of [place.secretary, place.clerk]) await matter.declare(person, stage)
    },
    async research() {
      await this.seats('partyResearch')
      await ok(conclude('partyResearch', { heldOn: '2026-03-02', outcome: 'passed' }))
    },
    implement: (onDay: string) => matter.put(endpoints.implement, { onDay, document: '施工合同' }),
    close: (onDay: string) => matter.put(endpoints.close, { onDay, document: '验收单' }),
  }
}

export function gateDriver(app: ReturnType<typeof useApp>) {
  const { registered } = matterDriver(app)
  async function aPlace(entry: Partial<MatterFields> = short, code = 'A10') {
    const place = await aDecidingPlace(app.owner, [anEntry(code, entry)])
    await settleBoard(app, place)
    return { place, registers: await registersOf(app, place) }
  }

  /** Studied and resolved by the assembly on 16 March. */
  async function resolved(place: DecidingPlace, registers: Registers, held: Held = assembly) {
    const matter = await registered(place)
    const steps = stepsOf(place, matter)
    await steps.research()
    const meeting = await aMeetingOf(app, place, registers, held)
    await meeting.declareBoard(matter)
    await ok(meeting.table(matter))
    app.now = new Date('2026-03-16T02:30:00Z')
    await meeting.fix()
    await meeting.close()
    await steps.seats('assembly')
    return { matter, steps, meeting }
  }

  return { aPlace, resolved }
}
