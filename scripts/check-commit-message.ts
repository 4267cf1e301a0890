/**
 * Checks the form of a commit message: `node scripts/check-commit-message.ts FILE`, as a commit-msg hook calls it.
 *
 *   area: Imperative sentence.        at most 72 characters, a full stop at the end
 *                                     an empty line
 *   Why; what it was before.          lines of at most 80 characters
 */
import { readFileSync } from 'node:fs'

/** What is wrong with the message, one sentence each; empty if nothing is. */
export function faultsOf(message: string): string[] {
  const lines = message.split('\n').filter(line => !line.startsWith('#'))
  const [subject = '', second = '', ...body] = lines
  const faults: string[] = []
  if (/^(Merge|Revert) /.test(subject)) return faults
  if ([...subject].length > 72) faults.push(`The first line has ${[...subject].length} characters; at most 72.`)
  const parts = /^([a-z][a-z0-9-]*): (.+)$/.exec(subject)
  if (!parts) faults.push('The first line is "area: Sentence.", with the area in lower case.')
  else {
    const sentence = parts[2]!
    if (!/^\p{Lu}/u.test(sentence)) faults.push('The sentence begins with a capital letter.')
    if (!sentence.endsWith('.')) faults.push('The sentence ends with a full stop.')
    const verb = sentence.split(' ')[0]!
    if (/(?:ed|ing)$/i.test(verb) && !/^(?:Need|Feed|Embed|Shed|Speed|Bring|String|Ring|Sing|Seed)$/i.test(verb))
      faults.push(`"${verb}" is no imperative: say what the commit does to the house, as an order.`)
  }
  if (second.trim() !== '') faults.push('The second line is empty.')
  const long = [second, ...body].find(line => [...line].length > 80 && line.includes(' '))
  if (long) faults.push(`A line of the body has ${[...long].length} characters; at most 80.`)
  return faults
}

if (import.meta.main) {
  const file = process.argv[2]
  if (!file) throw new Error('usage: node scripts/check-commit-message.ts FILE')
  const faults = faultsOf(readFileSync(file, 'utf8'))
  for (const fault of faults) console.error(fault)
  process.exitCode = faults.length > 0 ? 1 : 0
}
