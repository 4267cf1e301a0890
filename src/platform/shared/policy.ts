/**
 * Policies (权限): who may do what, and when, written as a table of pure functions.
 *
 * The server asks it before every action; the same table tells the console which
 * buttons to show, and prints the permission matrix in docs/generated.
 */
import type { Actor } from './actor.ts'
import { Problem, problems } from './problem.ts'

export interface PolicyRule<Subject> {
  /** Does the actor's post allow it? If not: forbidden (403). */
  who(actor: Actor, subject: Subject): boolean
  /** Does the subject's state allow it now? If not: wrong-state (409). Default: always. */
  when?(subject: Subject, now: Date): boolean
  /** The same two conditions in plain English, for docs/generated/permissions.md. */
  says: string
}

export interface Policy<Subject, Name extends string = string> {
  feature: string
  names: readonly Name[]
  rules: Record<Name, PolicyRule<Subject>>
  allows(name: Name, actor: Actor, subject: Subject): boolean
  allowed(actor: Actor, subject: Subject, now: Date): Name[]
  require(name: Name, actor: Actor, subject: Subject, now: Date): void
}

export function definePolicy<Subject, const Name extends string>(
  feature: string,
  rules: Record<Name, PolicyRule<Subject>>,
): Policy<Subject, Name> {
  const names = Object.keys(rules) as Name[]
  const ripe = (name: Name, subject: Subject, now: Date) => rules[name].when?.(subject, now) ?? true
  return {
    feature,
    names,
    rules,
    allows: (name, actor, subject) => rules[name].who(actor, subject),
    /** The actions to offer to `actor` now, in table order. */
    allowed: (actor, subject, now) => names.filter(name => rules[name].who(actor, subject) && ripe(name, subject, now)),
    /** Throws forbidden or wrong-state. */
    require(name, actor, subject, now) {
      if (!rules[name].who(actor, subject)) throw new Problem(problems.forbidden, undefined, { action: `${feature}.${name}` })
      if (!ripe(name, subject, now)) throw new Problem(problems.wrongState, undefined, { action: `${feature}.${name}` })
    },
  }
}
