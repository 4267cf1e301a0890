import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './password-hash.ts'

test('a hash answers yes to its password alone, and two hashes of one password differ', async () => {
  const [one, two] = await Promise.all([hashPassword('桑园围 canal 7'), hashPassword('桑园围 canal 7')])
  expect(one).not.toBe(two)
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword('桑园围 canal 7', one)).toBe(true)
  expect(await verifyPassword('桑园围 canal 8', one)).toBe(false)
})

test('letters typed as one sign or as two are the same password', async () => {
  expect(await verifyPassword('cafe\u0301 canal 7', await hashPassword('caf\u00e9 canal 7'))).toBe(true)
})

test('nobody has the hash that stands in for an unknown account', async () => {
  expect(await verifyPassword('', null)).toBe(false)
  expect(await verifyPassword('any', null)).toBe(false)
})
