/** One household's visits (一户的走访): why today, one screen to write it down, and what was written before. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { isCutOff, useRead, useWrite } from '#platform/web/api-client.ts'
import { showDay } from '#platform/web/format.ts'
import { useOutbox } from '#platform/web/outbox.ts'
import { Page } from '#platform/web/Page.tsx'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { Button } from 'antd'
import { endpoints } from '../visits.contract.ts'
import { ruleSentences } from '../visits.words.ts'
import { PastVisits } from './PastVisits.tsx'
import { Pieces } from './Pieces.tsx'
import { SeeAddress } from './SeeAddress.tsx'
import { VisitForm } from './VisitForm.tsx'
import { visitOutbox } from './visits.outbox.ts'
import { usePlan } from './visits.plan.ts'

const route = getRouteApi('/visits/households/$householdId')

export function VisitHouseholdPage() {
  const { householdId } = route.useParams()
  const home = useRead(endpoints.ofHousehold, { params: { householdId } })
  const { today, kept } = usePlan()
  const { isOpen, pieces } = useOutbox(visitOutbox)
  const why = (today.data ?? kept)?.due.find(visit => visit.householdId === householdId)
  const known = home.data?.household.id === householdId ? home.data : undefined
  // without a line as it stands on the list that was kept; what was begun here is shown even if the household is out of sight by now
  const draft = pieces.find(({ value }) => value.record.householdId === householdId)
  const code = why?.householdCode ?? draft?.value.householdCode
  const household =
    known?.household ??
    ((isCutOff(home) || (home.isError && draft)) && code !== undefined ? { id: householdId, code, unitName: why?.unitName } : undefined)
  const mayRecord = known ? known.allowedActions.includes('record') : true
  const hasSheet = household !== undefined && isOpen && mayRecord
  return (
    <Page
      title={household?.code ?? '走访'}
      heading={household ? `走访 ${household.code}` : '走访'}
      crumbs={[<Link to="/visits">走访</Link>]}
    >
      <Pieces open={hasSheet ? householdId : undefined} />
      {/* a bad line takes nothing off the screen that is there already */}
      {household ? (
        <section className="panel" aria-label="记走访">
          <p>
            {why ? `${ruleSentences[why.rule]}。` : known ? '临时去的。' : ''}
            <span className="sub">{household.unitName}</span>
          </p>
          {known ? (
            <>
              {known.notBefore !== null && <p className="note">这一户{showDay(known.notBefore)}以前不用再去，除非自己来请。</p>}
              <SeeAddress householdId={householdId} />
            </>
          ) : home.isError && !isCutOff(home) ? (
            <ProblemAlert problem={home.error} />
          ) : (
            <p className="note plain">没有信号。先记下，有信号会自动发。地址和以前的走访要有信号才看得到。</p>
          )}
          {hasSheet && <VisitForm household={household} key={householdId} />}
        </section>
      ) : (
        <Reading of={home} lines={8}>
          {() => null}
        </Reading>
      )}
      {known && (
        <>
          <Rhythm householdId={householdId} monthlySince={known.monthlySince} />
          <PastVisits visits={known.visits} />
        </>
      )}
    </Page>
  )
}

/** A household that wants somebody every month says so, by its card or to whoever is there. */
function Rhythm({ householdId, monthlySince }: { householdId: string; monthlySince: string | null }) {
  const wishing = useWrite(endpoints.wishFor)
  const isMonthly = monthlySince !== null
  return (
    <section className="panel" aria-labelledby="rhythm">
      <h2 id="rhythm">多久来一次</h2>
      <p>{isMonthly ? `这一户希望每月来一次（${showDay(monthlySince)}起）。` : '一年两次。'}</p>
      <ProblemAlert problem={wishing.error} />
      <Button loading={wishing.isPending} onClick={() => wishing.mutate({ params: { householdId }, body: { monthly: !isMonthly } })}>
        {isMonthly ? '这一户说不用每月来' : '这一户说想每月来'}
      </Button>
    </section>
  )
}
