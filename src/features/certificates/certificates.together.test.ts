/** Volunteer certificates (志愿服务证明) when many do one thing at once: asked for once, issued once, one number. */
import { expect, test } from 'vitest'
import { useApp } from '../../../tests/support/app.ts'
import { endpoints } from './certificates.contract.ts'
import { certificateSteps, later, match, monday, paper, wanted } from './certificates.samples.ts'

const app = useApp()
const together = <T>(one: () => Promise<T>) => Promise.all(Array.from({ length: 50 }, one))

test('fifty at once: one certificate is posted, and then issued under one number', async () => {
  const { at, clerk, served } = await certificateSteps(app)
  app.now = monday
  const { person } = await served('䶮𠮷')
  const asked = await together(() => app.call(person, endpoints.ask, { body: wanted(at.village.id) }))
  const posted = asked.filter(({ status }) => status === 200)
  expect(posted).toHaveLength(1)
  // who waited too long for a turn is sent away without one
  expect(asked.filter(({ status }) => status === 409 || status === 503)).toHaveLength(49)

  app.now = later(8)
  const certificate = posted[0]!.body
  const params = { certificateId: certificate.id }
  const issued = await together(() => app.call(clerk, endpoints.issue, { params, body: paper }, match(certificate)))
  expect(issued.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(issued.filter(({ status }) => [409, 412, 503].includes(status))).toHaveLength(49)
  const rows = await app.owner.selectFrom('volunteerCertificate').select(['state', 'serial']).execute()
  expect(rows).toMatchObject([{ state: 'issued', serial: expect.any(String) as string }])
})
