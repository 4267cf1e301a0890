/** Disclosure (公示公开): what the clock does by itself: a list of persons comes down after the last day of its purpose. */
import type { Job } from '#platform/server/job.ts'
import { hold } from './disclosures.present.actions.ts'
import { takeListDown } from './disclosures.publish.actions.ts'
import * as queries from './disclosures.queries.ts'

export const unpublishPast: Job = {
  name: 'disclosures.unpublishPast',
  cron: '10 0 * * *',
  summary: '撤下用途已到期的公示名单',
  async find({ db, today }) {
    return (await queries.pastTheirPurpose(db, today)).map(({ id }) => id)
  },
  async each(context, id) {
    const { row, facts } = await hold(context, id)
    // What is still in its period stays its whole period.
    if (!facts.showsPersons || (row.state === 'published' && !facts.isOver)) return
    await takeListDown(context, row, '名单的用途到期了')
  },
}
