/** The letter of feedback (反馈函): only on paper, in the form of GB/T 9704-2012. The head fills itself from the record. */
import type { AppraisalReport } from '../appraisals.contract.ts'
import { gradeNames } from '../appraisals.words.ts'

/** "2026年1月5日", without leading zeros. */
const longDay = (day: string) => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

export function LetterForm({ report, letter }: { report: AppraisalReport; letter: string }) {
  const { presenterName, unitName, year, grade, letterOn, items } = report
  return (
    <article className="paper-form" aria-label="反馈函">
      <p className="form-title">{year}年度述职评议反馈函</p>
      <p>
        {unitName}党组织书记{presenterName}：
      </p>
      {grade !== null && <p>经镇党委研究，您的述职评议定为“{gradeNames[grade]}”。</p>}
      {letter
        .split('\n')
        .filter(line => line.trim() !== '')
        .map((line, index) => (
          <p key={index}>{line}</p>
        ))}
      {items.length > 0 && <p className="form-level">需要整改的问题</p>}
      {items.map(({ id, problem, measure, ownerName, dueOn }) => (
        <p key={id}>
          {problem}：{measure}（{ownerName}，{longDay(dueOn)}前）
        </p>
      ))}
      <p className="form-sign">镇党委盖章：</p>
      <p className="form-day">{letterOn !== null && longDay(letterOn)}</p>
    </article>
  )
}
