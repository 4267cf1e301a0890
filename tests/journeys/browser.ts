/** The browser (浏览器): Debian's Chromium, wherever this machine has it; `CHROMIUM` names another. */
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

/** The same engine without the window's own machinery comes first: it takes a quarter less of the processor. */
const installed = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page lives for seconds here: what its code is made faster by costs more than it gives (a fifth of the processor); and who watches a page
  // asks where each of its requests comes from, for which V8 would read whole files a second time.
  '--js-flags=--no-opt,--no-maglev,--no-enable-lazy-source-positions',
]

/** Our pages keep away from who opened them, also from the empty page before them: for that each visit would begin in a second process. */
const unwanted = 'CrossOriginOpenerPolicy'

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM || installed.find(existsSync)
  if (executablePath === undefined) throw new Error('no Chromium: apt-get install chromium-headless-shell')
  const plain = await chromium.launch({ executablePath, args: [...flags, '--enable-automation'] })
  const { arguments: given } = await (await plain.newBrowserCDPSession()).send('Browser.getBrowserCommandLine')
  await plain.close()
  // of two lists of features the last counts, and that is Playwright's: ours takes its place and holds its names
  const list = given.find(each => each.startsWith('--disable-features='))!
  return chromium.launch({ executablePath, args: [...flags, `${list},${unwanted}`], ignoreDefaultArgs: [list] })
}

let shared: Browser | null = null
/**
 * One for all files of a worker, because starting one is a second of the processor; visitors share nothing but the engine (a context each).
 * It ends with the worker's process.
 */
export async function sharedBrowser(): Promise<Browser> {
  if (!shared?.isConnected()) shared = await openBrowser()
  return shared
}
