/**
 * The villager's check (村民核对): what runs in the browser on /verify, also in a saved copy and without a network.
 *
 * It trusts the keys that stand in its own page and nothing that a server says. No crypto.subtle, for old phones and plain HTTP.
 */
import './old-browsers.ts'
import { check, type Trust } from '#platform/record/check.ts'
import { detailsOf, sentenceOf } from '#platform/record/words.ts'

/** `home`: the town's address, for a copy that stands elsewhere. */
type Pinned = Trust & { home: string }

const byId = (id: string) => document.getElementById(id)!
const pinned = JSON.parse(byId('trust').textContent) as Pinned

function show(text: string, mark: 'good' | 'bad' | 'wait'): void {
  const answer = byId('answer')
  answer.className = mark
  answer.textContent = `${{ good: '●', bad: '■', wait: '▲' }[mark]} ${text}`
}

function tell(proof: string): void {
  const verdict = check(proof, pinned)
  const isGood = verdict.fault === null
  show(sentenceOf(verdict, pinned), isGood ? (verdict.seenBy.length > 0 ? 'good' : 'wait') : 'bad')
  const text = verdict.evidence?.document ?? ''
  byId('text').textContent = text
  byId('told').hidden = text === ''
  byId('title').textContent = isGood ? '当时公开的文字' : '现在给出的文字，和存证对不上'
  const list = byId('more')
  list.textContent = ''
  for (const [name, value] of [...detailsOf(verdict), ['存证', pinned.origin]]) {
    const line = document.createElement('li')
    line.textContent = `${name}：${value}`
    list.append(line)
  }
  byId('details').hidden = false
}

async function fetchProof(id: string): Promise<void> {
  show('正在核对。', 'wait')
  try {
    const answer = await fetch(`${pinned.home}/log/proof/${id}`)
    const proof = await answer.text()
    if (answer.ok) tell(proof)
    else show(answer.status === 404 ? '没有这条存证。刚公开的，一分钟后再看。' : '现在查不到，请过一会儿再看。', 'wait')
  } catch {
    show('连不上镇里的网站。有证明文件也能核对。', 'wait')
  }
}

function fromAddress(): void {
  const id = location.hash.slice(1)
  if (/^[0-9a-f-]{36}$/.test(id)) void fetchProof(id)
}

function read(file: File | undefined): void {
  if (!file) return
  const reader = new FileReader()
  reader.onload = () => tell(String(reader.result))
  reader.readAsText(file)
}

byId('file').addEventListener('change', event => {
  const input = event.target as HTMLInputElement
  read(input.files?.[0])
  // The same file chosen again is a new question.
  input.value = ''
})
document.addEventListener('dragover', event => event.preventDefault())
document.addEventListener('drop', event => {
  event.preventDefault()
  read(event.dataTransfer?.files[0])
})
window.addEventListener('hashchange', fromAddress)
// Shown until here, also by a browser too old for this script.
byId('without').hidden = true
byId('works').hidden = false
fromAddress()
