/** What the audit calls the events of record (公开存证的事件). */
import type { EventWords } from '#platform/server/event-words.ts'

export const recordEvents: EventWords = {
  kinds: { recordKey: '存证密钥', recordSetting: '存证设置', recordVolume: '存证卷', recordWitness: '见证单位' },
  names: {
    addWitness: '加见证单位',
    endWitness: '见证结束',
    require: '改最少见证数',
    rotateKey: '换存证密钥',
    proposeVolume: '提议新卷',
    beginVolume: '开新卷',
    dropVolume: '放弃新卷',
  },
}
