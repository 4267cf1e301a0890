/** Shouting (报警): what a witness says, and where the proof lies, when a record takes something back. */
import type { Judgement } from './judge.ts'
import type { Notebook } from './notebook.ts'

export interface Shout {
  /** Says it and files the proof, where the judgement is an accusation; else says nothing. */
  at(notebook: Notebook, judgement: Judgement, signed: string): Promise<void>
  /** Says one line that is an alarm. */
  cry(line: string): void
  /** Says a plain line. */
  say(line: string): void
  /** How often it had to shout. */
  times(): number
}

const accusations: Partial<Record<Judgement['kind'], string>> = {
  fork: '同样的条数，给了两份不同的存证。有人看到的是另一份。',
  rollback: '存证变少了。先前见证过的内容被拿掉了。',
  inconsistent: '新的存证接不上先前见证过的。历史被改过。',
}

export function shoutTo(say: (line: string) => void): Shout {
  let times = 0
  const cry = (line: string) => {
    times += 1
    say(`警报：${line}`)
  }
  return {
    cry,
    async at(notebook, judgement, signed) {
      const words = accusations[judgement.kind]
      if (!words) return
      cry(words)
      say(`没有签名。两份快照都存在：${await notebook.accuse(judgement.kind, signed)}`)
      say('请把这个文件交给村务监督委员会和镇纪委。')
    },
    say,
    times: () => times,
  }
}
