/** What one can do with a report now (办理): the policy's own list decides. */
import { Button } from 'antd'
import { useState } from 'react'
import { useWrite } from '#platform/web/api-client.ts'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { endpoints, type AppraisalReport } from '../appraisals.contract.ts'
import { AddItemDialog } from './AddItemDialog.tsx'
import { CommentDialog, GradeDialog, LetterDialog, TallyDialog, WriteDialog } from './ReportDialogs.tsx'

type Asking = 'write' | 'comment' | 'tally' | 'decide' | 'feedBack' | 'addItem'

const asks: readonly { name: Asking; says(report: AppraisalReport): string }[] = [
  { name: 'write', says: ({ state }) => (state === 'scheduled' ? '写报告' : '改报告') },
  { name: 'comment', says: () => '写点评' },
  { name: 'tally', says: () => '登记评议' },
  { name: 'decide', says: () => '登记档次' },
  { name: 'feedBack', says: () => '发反馈函' },
  { name: 'addItem', says: () => '加一项整改' },
]

export function ReportButtons({ report }: { report: AppraisalReport }) {
  const [asking, setAsking] = useState<Asking | null>(null)
  const presenting = useWrite(endpoints.present)
  const takingBack = useWrite(endpoints.takeBack)
  const closing = useWrite(endpoints.close)
  const may = (name: string) => report.allowedActions.includes(name)
  const input = { params: { reportId: report.id } }
  const close = () => setAsking(null)
  const dialog = { report, onClose: close }
  if (![...asks.map(({ name }) => name), 'present', 'takeBack', 'close'].some(may)) return null
  return (
    <>
      <ProblemAlert problem={presenting.error ?? takingBack.error ?? closing.error} />
      <section className="act" aria-label="办理">
        {may('present') && (
          <Button type="primary" loading={presenting.isPending} onClick={() => presenting.mutate(input)}>
            记为已述职
          </Button>
        )}
        {asks.map(
          ({ name, says }) =>
            may(name) && (
              <Button key={name} type={name === 'write' || name === 'comment' ? 'primary' : 'default'} onClick={() => setAsking(name)}>
                {says(report)}
              </Button>
            ),
        )}
        {may('close') && (
          <Button loading={closing.isPending} onClick={() => closing.mutate(input)}>
            了结
          </Button>
        )}
        {may('takeBack') && (
          <Button danger loading={takingBack.isPending} onClick={() => takingBack.mutate(input)}>
            记错了，还没述职
          </Button>
        )}
      </section>
      {asking === 'write' && <WriteDialog {...dialog} />}
      {asking === 'comment' && <CommentDialog {...dialog} />}
      {asking === 'tally' && <TallyDialog {...dialog} />}
      {asking === 'decide' && <GradeDialog {...dialog} />}
      {asking === 'feedBack' && <LetterDialog {...dialog} />}
      {asking === 'addItem' && <AddItemDialog {...dialog} />}
    </>
  )
}
