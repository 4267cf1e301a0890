/** What the audit calls the events of trainings (教育培训的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const trainingEvents: EventWords = {
  kinds: { training: '培训', trainingCourse: '课程' },
  names: {
    createCourse: '新建课程',
    create: '安排培训',
    edit: '改培训',
    cancel: '取消培训',
    hold: '培训办过了',
    enterNames: '登记名单',
    changeEntry: '改登记',
    takeAttendance: '登记到场',
    credit: '计入学时',
    reopen: '撤回学时',
    forgetRoll: '按期去掉名册上的姓名',
  },
}
