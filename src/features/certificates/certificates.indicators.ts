/** Volunteer certificates (志愿服务证明): the number they prove. Source: domain §23 (reports: certificates). */
import { sql } from 'kysely'
import { defineIndicator } from '#platform/server/indicator.ts'

export const certificateIndicators = [
  defineIndicator({
    id: 'certificates.issued',
    version: 1,
    nameZh: '开出的志愿服务证明',
    definition: '统计期内公示满7天后开出的证明，一份算一次。撤销的不算。算在出具的单位。',
    measure: '份',
    kind: 'flow',
    aggregate: 'count',
    additive: true,
    audience: 'public',
    rows: () => ({
      from: sql`volunteer_certificate c`,
      id: sql`c.id`,
      day: sql`c.issued_on`,
      unitId: sql`c.unit_id`,
      label: sql`c.serial`,
      where: sql`c.state in ('issued', 'revoking', 'expired')`,
    }),
  }),
]
