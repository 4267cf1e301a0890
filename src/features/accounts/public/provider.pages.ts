/** Provider pages (统一登录页): to the sign-in provider and back, and binding one's own account. */
import { z } from 'zod'
import { html } from '#platform/public/html.ts'
import { definePage, type CookieToSet, type Visit } from '#platform/server/page.ts'
import { beginJourney, endJourney, type Journey, type Provider } from '#platform/server/provider.ts'
import { Problem, problems as common } from '#platform/shared/problem.ts'
import { problems } from '../accounts.contract.ts'
import { deskOfVisit } from '../accounts.desk.ts'
import { cookieNames } from '../accounts.identify.actions.ts'
import { bind, signInThrough } from '../accounts.provider.actions.ts'
import { unfinishedSeconds } from '../accounts.rules.ts'
import { browserOf, goOn, nextOf, page, sessionToken } from './parts.ts'

const Kept = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  binds: z.boolean(),
  next: z.string(),
  until: z.number(),
})
const place = 'cookie.provider'

const cookieName = (visit: Visit) => `${cookieNames(visit.platform.config).session}-provider`
const backTo = (visit: Visit) => `${visit.platform.config.publicUrl}/sign-in/provider/back`

function providerOf({ platform }: Visit): Provider {
  if (!platform.provider) throw new Problem(common.notFound)
  return platform.provider
}

/** Sealed: the browser carries the verifier, but neither reads nor changes it. */
function keep(visit: Visit, journey: Journey, binds: boolean): CookieToSet {
  const kept = { ...journey, binds, next: nextOf(visit), until: visit.now.getTime() + unfinishedSeconds * 1000 }
  return {
    name: cookieName(visit),
    value: visit.platform.sealing.seal(JSON.stringify(kept), place).toString('base64url'),
    maxAge: unfinishedSeconds,
  }
}

function kept(visit: Visit): z.infer<typeof Kept> | null {
  try {
    const text = visit.platform.sealing.open(Buffer.from(visit.cookies[cookieName(visit)] ?? '', 'base64url'), place)
    const found = Kept.parse(JSON.parse(text))
    return found.until > visit.now.getTime() ? found : null
  } catch {
    // Whatever is wrong with the cookie, this browser is on no journey.
    return null
  }
}

export const providerPages = [
  definePage({
    method: 'GET',
    path: '/sign-in/provider',
    summary: 'Goes to the sign-in provider.',
    async run(visit) {
      const { url, journey } = await beginJourney(providerOf(visit), backTo(visit))
      return { leaveFor: url, cookies: [keep(visit, journey, false)] }
    },
  }),
  definePage({
    method: 'POST',
    path: '/sign-in/provider/binding',
    summary: "Begins to bind one's own account to the provider: posted from this site, so that nobody is sent there unasked.",
    async run(visit) {
      const provider = providerOf(visit)
      if (visit.actor.kind !== 'person') return { redirect: '/sign-in?next=/password' }
      const { url, journey } = await beginJourney(provider, backTo(visit))
      const body = html`<h1>绑定${provider.name}</h1><p>到那边登录一次，就绑定好了。</p><p><a class="btn go" href="${url}">去登录</a></p>`
      return { ...page(visit, '绑定统一登录', body), cookies: [keep(visit, journey, true)] }
    },
  }),
  definePage({
    method: 'GET',
    path: '/sign-in/provider/back',
    summary: 'Comes back from the sign-in provider.',
    async run(visit) {
      visit.limit('signIn')
      const provider = providerOf(visit)
      const journey = kept(visit)
      const subject = journey && (await endJourney(provider, backTo(visit), journey, visit.query))
      if (!subject) throw new Problem(problems.notBound)
      const identity = { issuer: provider.issuer, subject }
      const forget: CookieToSet = { name: cookieName(visit), value: '', maxAge: 0 }
      if (journey.binds) {
        await bind(deskOfVisit(visit), sessionToken(visit), identity)
        return {
          ...page(
            visit,
            '绑定好了',
            html`<h1>绑定好了</h1><p>下次可以用${provider.name}登录。</p><p><a class="btn go" href="/console">回工作台</a></p>`,
          ),
          cookies: [forget],
        }
      }
      const { redirect, cookies } = goOn(visit, await signInThrough(deskOfVisit(visit), identity, browserOf(visit)), journey.next)
      return { redirect, cookies: [...cookies, forget] }
    },
  }),
]
