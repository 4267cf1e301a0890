import { describe, expect, test } from 'vitest'
import { endpoints } from '../requests.contract.ts'
import { buttonsFor, verbNames } from './requests.verbs.ts'

describe('the buttons of a case', () => {
  test.each([
    // allowed, main, others, why
    [['get', 'accept', 'refuse'], 'accept', ['refuse'], 'a new case is first of all accepted'],
    [['get', 'propose', 'passOn', 'pause', 'giveBack'], 'propose', ['passOn', 'pause', 'giveBack'], 'work in hand ends in a proposal'],
    [['get', 'resume', 'copyTo'], 'resume', ['copyTo'], 'a paused case goes on'],
    [['get', 'copyTo'], null, ['copyTo'], 'nothing carries it on: no filled button'],
    [['get'], null, [], 'a reader has no buttons'],
  ])('%o → %s and %o: %s', (allowed, main, others, _why) => {
    expect(buttonsFor(allowed)).toEqual({ main, others })
  })

  test('each is an endpoint for staff, and none closes a case', () => {
    for (const verb of Object.keys(verbNames) as (keyof typeof verbNames)[]) expect(endpoints[verb].access).toBe('staff')
    expect(Object.values(verbNames).filter(name => /^(办结|结案|关闭|解决)/.test(name))).toEqual([])
  })
})
