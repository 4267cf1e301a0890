/** Where a notice stands (公示的灯): a word and a shape before a colour. */
import { Lamp } from '#platform/web/Lamp.tsx'
import type { NoticeSummary } from '../disclosures.contract.ts'
import { stateNames } from '../disclosures.words.ts'

export function NoticeLamp({ notice }: { notice: NoticeSummary }) {
  const { state, clock, correction } = notice
  const beside = correction === null ? '' : correction === 'draft' ? '，在写更正' : '，更正等发布'
  if (state === 'published' && clock) return <Lamp kind={clock.isPaused ? 'paused' : 'ok'} text={`${clock.words}${beside}`} />
  if (state === 'ended') return <Lamp kind="waiting" text={`${stateNames.ended}${beside}`} />
  return <Lamp kind={state === 'checked' ? 'waiting' : 'done'} text={stateNames[state]} />
}
