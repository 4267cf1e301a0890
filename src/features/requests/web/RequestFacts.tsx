/** The facts of a case (基本信息), both clocks among them. */
import { showDay, showInstant } from '#platform/web/format.ts'
import type { RequestDetail } from '../requests.contract.ts'
import { channelNames, consentBasisNames, solvedByNames } from '../requests.words.ts'
import { clockInWords } from './clocks.ts'

/** When it ended, and by whose word if not by the resident’s alone. */
const closing = ({ solvedBy }: RequestDetail, closedAt: string) =>
  `${showInstant(closedAt)}${solvedBy === null || solvedBy === 'resident' ? '' : `（${solvedByNames[solvedBy]}，另计）`}`

export function RequestFacts({ request }: { request: RequestDetail }) {
  const place = request.unitName === request.villageName ? request.villageName : `${request.villageName}／${request.unitName}`
  const facts: [string, string | null][] = [
    ['编号', request.number],
    ['类别', request.categoryName ?? '还没定'],
    ['地点', `${place}，${request.near}`],
    ['来源', `${channelNames[request.channel]}${request.outsideNumber ? `（${request.outsideNumber}）` : ''}`],
    [
      '代为登记',
      request.enteredByName && `${request.enteredByName}（${request.consentBasis ? consentBasisNames[request.consentBasis] : ''}）`,
    ],
    ['提交', showInstant(request.submittedAt)],
    ['办结', request.closedAt && closing(request, request.closedAt)],
    ['经办', request.handlerName],
    ['现在在', `${request.level.unitName}${request.level.dueOn ? `，${showDay(request.level.dueOn)}前要有人办` : ''}`],
    ['居民时钟', `${request.residentDays}天，不停`],
    ['单位时钟', clockInWords(request.clock)],
    ['到期', showDay(request.clock.dueOn)],
    ['公开', request.publicAgreed ? (request.publicLine ?? '居民同意公开，还没写公开的一句话') : '居民没有同意公开'],
    [
      '退回',
      request.returnCount > 0
        ? `${request.returnCount}次${request.jointMeetingOn ? `，列入${showDay(request.jointMeetingOn)}起的联席会议` : ''}`
        : null,
    ],
  ]
  return (
    <section className="panel" aria-labelledby="facts">
      <h2 id="facts">基本信息</h2>
      {request.aboutOfficials && <p className="note plain">反映的是村里干部，由镇里办，村里看不到。</p>}
      <dl className="desc">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className={label === '编号' ? 'num' : undefined}>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
