/** Every step of a case (办理流程), the newest first. */
import { showInstant } from '#platform/web/format.ts'
import type { RequestDetail } from '../requests.contract.ts'

const halts = new Set(['requests.pause'])

export const RequestSteps = ({ request }: { request: RequestDetail }) => (
  <ol className="timeline">
    {[...request.steps].reverse().map((step, index) => (
      <li key={step.id} className={index === 0 && !request.closedAt ? 'now' : halts.has(step.name) ? 'halt' : undefined}>
        <p className="sub num">{showInstant(step.at)}</p>
        <p>
          <b>{step.sentence}</b>
        </p>
        {step.text && (
          <p>
            {step.actorName && `${step.actorName}：`}
            {step.text}
          </p>
        )}
        {!step.text && step.actorName && <p className="sub">{step.actorName}</p>}
      </li>
    ))}
  </ol>
)
