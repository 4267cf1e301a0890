/** Work checklists (工作清单): who may do what, and when. Pure; one entry per endpoint. */
import { holds, postsOf, type Actor } from '#platform/shared/actor.ts'
import { definePolicy } from '#platform/shared/policy.ts'
import type { DutyState, DutyTemplateState } from './duties.contract.ts'
import { dutyMachine, templateMachine } from './duties.rules.ts'

export interface TemplateFacts {
  /** The units with authority over the one whose office asks. */
  path: readonly string[]
  state: DutyTemplateState
}

export interface DutyFacts {
  /** Those with authority over the unit whose office asks it: the bound organisation does not free itself. */
  path: readonly string[]
  state: DutyState
}

const office = (actor: Actor, path: readonly string[]) => holds(actor, ['townClerk', 'villageSecretary', 'villageClerk'], path)
const staff = (actor: Actor) => postsOf(actor).length > 0

export const templatePolicy = definePolicy<
  TemplateFacts | null,
  'heldFields' | 'templates' | 'preview' | 'draft' | 'revise' | 'issue' | 'withdraw' | 'form' | 'exportForm' | 'mapForm' | 'burden'
>('duties', {
  heldFields: { who: staff, says: 'anyone who holds a post' },
  templates: { who: staff, says: 'anyone who holds a post; drafts of their own office only' },
  preview: { who: (actor, asked) => asked !== null && office(actor, asked.path), says: 'the office of the unit or above' },
  draft: { who: (actor, asked) => asked !== null && office(actor, asked.path), says: 'the office of the unit or above' },
  revise: {
    who: (actor, asked) => asked !== null && office(actor, asked.path),
    when: asked => asked?.state === 'draft',
    says: 'the office of the unit that asks, or above; while a draft',
  },
  issue: {
    who: (actor, asked) => asked !== null && office(actor, asked.path),
    when: asked => asked !== null && templateMachine.can(asked.state, 'issue'),
    says: 'the office of the unit or above; while a draft',
  },
  withdraw: {
    who: (actor, asked) => asked !== null && office(actor, asked.path),
    when: asked => asked !== null && templateMachine.can(asked.state, 'withdraw'),
    says: 'the office of the unit that asks, or above; until withdrawn. A level below may add, not take away',
  },
  form: { who: (actor, asked) => asked !== null && office(actor, asked.path), says: 'the office of the unit or above' },
  exportForm: { who: (actor, asked) => asked !== null && office(actor, asked.path), says: 'the office of the unit or above' },
  mapForm: {
    who: (actor, asked) => asked !== null && office(actor, asked.path),
    when: asked => asked !== null && asked.state !== 'withdrawn',
    says: 'the office of the unit that asks, or above; until withdrawn',
  },
  burden: { who: () => true, says: 'anyone' },
})

export const dutyPolicy = definePolicy<DutyFacts | null, 'list' | 'matrix' | 'waive'>('duties', {
  list: { who: staff, says: 'anyone who holds a post, within their scope' },
  matrix: { who: staff, says: 'anyone who holds a post, within their scope' },
  waive: {
    who: (actor, duty) => duty !== null && office(actor, duty.path),
    when: duty => duty !== null && dutyMachine.can(duty.state, 'waive'),
    says: 'the office that asks it, or above; until done',
  },
})
