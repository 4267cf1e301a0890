/** Units (组织单元): who may do what. The map of a town is public. */
import { definePolicy } from '#platform/shared/policy.ts'

export const unitPolicy = definePolicy<null, 'list' | 'get'>('units', {
  list: { who: () => true, says: 'anyone' },
  get: { who: () => true, says: 'anyone' },
})
