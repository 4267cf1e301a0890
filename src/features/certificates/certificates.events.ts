/** What the audit calls the events of certificates (志愿证明的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const certificateEvents: EventWords = {
  kinds: { certificate: '志愿服务证明', certificateKey: '签名密钥', export: '导出' },
  names: {
    ask: '申请证明',
    askFor: '代申请证明',
    issue: '签发证明',
    refuse: '不予开证明',
    withdraw: '撤回申请',
    expire: '申请过期',
    proposeRevocation: '提议作废证明',
    decideRevocation: '决定作废证明',
    renewKey: '换签名密钥',
    export: '导出证明记录',
  },
}
