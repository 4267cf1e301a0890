/**
 * Prints src/features/record/public/verify.html (核对页): one file with its script and style inside, and their digests in its policy.
 *
 * Printed and committed, like docs/generated: anyone can print it again and compare, and a witness can host a copy.
 * With --check it compares instead, and fails on a difference.
 */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'

const root = fileURLToPath(new URL('../', import.meta.url))
const folder = `${root}src/features/record/`
export const printed = `${folder}public/verify.html`

const style = `body{font:18px/1.7 system-ui,sans-serif;margin:0;color:#1f1f1f;background:#fff}main{max-width:40rem;margin:auto;padding:16px}h1{font-size:1.5rem}h2{font-size:1.15rem}#answer{padding:12px;border:2px solid;border-radius:8px;font-weight:700}.good{color:#0b6b2f}.bad{color:#a8071a}.wait{color:#5c4400}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;background:#f5f5f5;padding:12px}summary,input,label{min-height:44px;line-height:44px}input{font:inherit;max-width:100%}a{color:#0b57a4;display:inline-block;min-height:44px;line-height:44px}li{overflow-wrap:anywhere}`

/**
 * Properties of the digests' and the signature's libraries that nobody else reads, neither the browser nor what is pinned: they are
 * called by a letter. `sha512` keeps its name, by which it is looked up. Another kilobyte, which is room for seven witnesses.
 */
const withinTheLibraries =
  /^(?:[A-H][hl]|clearCofactor|is(?:SmallOrder|TorsionFree|LE)|assertValidity|multiply(?:Unsafe)?|subtract|negate|double|(?:to|from)(?:Affine|Bytes|Hex)|digest(?:Into)?|update|process|roundClean|padOffset|blockLen|outputLen|canXOF|destroy(?:ed)?|finished|_cloneInto(?:Meta)?|zip215|CURVE|BASE|ZERO)$/

/** The page, with places left for the town's address and keys. */
export async function verifyPage(): Promise<string> {
  const built = (await build({
    configFile: false,
    root,
    logLevel: 'silent',
    publicDir: false,
    build: {
      write: false,
      // Chromium 67 of 2018 and later: the first with the large whole numbers that the signature needs.
      target: ['chrome67', 'safari14', 'firefox68'],
      lib: { entry: `${folder}browser/verify.ts`, formats: ['iife'], name: 'verify' },
      minify: true,
      rolldownOptions: {
        // No class here has a field and a getter of one name: plain assignments, without a kilobyte of helpers.
        transform: { assumptions: { setPublicClassFields: true } },
        output: { minify: { mangleProps: { include: withinTheLibraries } } },
      },
    },
  })) as Rolldown.RolldownOutput[]
  const script = built[0]!.output[0].code.trim().replaceAll('</script', '<\\/script')
  const template = await readFile(`${folder}browser/verify.template.html`, 'utf8')
  const policy = `default-src 'none'; script-src '${digestOf(script)}'; style-src '${digestOf(style)}'; connect-src http: https:; base-uri 'none'; form-action 'none'`
  const parts: Record<string, string> = { __POLICY__: policy, __STYLE__: style, __SCRIPT__: script }
  return template.replaceAll(/__(?:POLICY|STYLE|SCRIPT)__/g, place => parts[place]!)
}

const digestOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = await verifyPage()
  if (process.argv.includes('--check')) {
    if (page !== (await readFile(printed, 'utf8')))
      throw new Error('verify.html is not what its sources make; run node scripts/print-verify.ts')
  } else await writeFile(printed, page)
  process.stdout.write(`${printed.replace(root, '')}: ${Buffer.byteLength(page)} bytes\n`)
}
