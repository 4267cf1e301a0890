/** What this feature keeps about a person (关于我的资料): the certificates, and what each tells of. */
import { sql } from 'kysely'
import type { About } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'
import type { VolunteerCertificateState } from './certificates.contract.ts'
import { bothGrades, certificateStateNames } from './certificates.words.ts'

export const certificateAbout: readonly About<Context>[] = [
  {
    name: 'certificates.certificates',
    title: '志愿服务证明',
    purpose: '证明志愿服务，供人查验',
    basis: '本人申请并同意公示',
    retention: '证明登记簿按国家规定长期保存',
    ends: null,
    tables: ['volunteer_certificate', 'volunteer_certificate_entry'],
    ties: null,
    async rows({ db }, personId) {
      const { rows } = await sql<{
        serial: string | null
        state: VolunteerCertificateState
        from: string
        to: string
        onSite: number
        organiser: number
      }>`
        select serial, state, from_on as "from", to_on as "to", on_site, organiser from volunteer_certificate
        where person_id = ${personId}::uuid order by asked_at, id`.execute(db)
      return rows.map(({ serial, state, from, to, ...minutes }) => ({
        name: serial ?? '还没有编号',
        text: `${from}至${to}，${bothGrades(minutes)}，${certificateStateNames[state]}`,
      }))
    },
  },
]
