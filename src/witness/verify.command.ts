/** The check on the command line (命令行核对): `npm run cli -- verify FILE --trust FILE`, with no code of the server's. */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { check, type Trust } from '#platform/record/check.ts'
import { detailsOf, sentenceOf } from '#platform/record/words.ts'

export const usage = '用法：npm run cli -- verify 证明文件.tlog-proof --trust 存下来的核对页.html'

/** Returns the exit code: 0 when the text is in the record and enough witnesses saw it. Throws a sentence for people. */
export async function runVerify(args: string[], say: (line: string) => void): Promise<number> {
  const { values, positionals } = parseArgs({ args, strict: true, allowPositionals: true, options: { trust: { type: 'string' } } })
  const [file] = positionals
  if (!file || !values.trust) throw new Error(usage)
  const trust = trustIn(await readFile(values.trust, 'utf8'))
  const verdict = check(await readFile(file, 'utf8'), trust)
  say(sentenceOf(verdict, trust))
  for (const [name, value] of detailsOf(verdict)) say(`  ${name}：${value}`)
  if (verdict.evidence?.document && !verdict.fault) say(`\n${verdict.evidence.document}`)
  return verdict.fault === null ? 0 : 1
}

/** The keys that a saved page pins, or a file of them alone. Throws a sentence for people. */
export function trustIn(text: string): Trust {
  const inPage = /<script type="application\/json" id="trust">([^<]*)<\/script>/.exec(text)?.[1]
  try {
    const { origin, logKeys, witnesses, required, closed = [] } = JSON.parse(inPage ?? text) as Trust
    if (!origin || !Array.isArray(logKeys) || !Array.isArray(witnesses) || typeof required !== 'number') throw new Error('incomplete')
    return { origin, logKeys, witnesses, required, closed }
  } catch {
    throw new Error('--trust 应是存下来的核对页，或写着公钥的JSON文件。')
  }
}
