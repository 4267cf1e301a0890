/** What the audit calls the events of appraisals (述职评议的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const appraisalEvents: EventWords = {
  kinds: { appraisal: '述职评议', appraisalRound: '述职评议批次' },
  names: {
    open: '开始述职评议',
    write: '写述职报告',
    handOver: '交述职报告',
    takeBack: '撤回述职登记',
    present: '公开述职',
    namePresenter: '重新核对述职人',
    comment: '点评',
    tally: '登记测评',
    decide: '定等次',
    feedBack: '反馈结果',
    addItem: '加整改事项',
    finishItem: '整改完成',
    verifyItem: '整改验收',
    returnItem: '整改退回',
    close: '述职评议办结',
  },
}
