/**
 * The sign-in provider (统一登录): the protocol of OpenID Connect, authorization code with PKCE.
 *
 * The address, the exchange and the check of the ID token are better-auth's; loaded only where a provider is configured, for
 * it takes half a second. Source: OpenID Connect Core 1.0 §3.1, Discovery 1.0 §4; RFC 7636; RFC 9207 on mix-up.
 */
import { randomBytes } from 'node:crypto'
import { setTimeout as after } from 'node:timers/promises'
import { z } from 'zod'
import type { Config } from './config.ts'

export interface Provider {
  /** On the button, e.g. "区统一身份认证". */
  name: string
  issuer: string
  clientId: string
  clientSecret: string
  authorizationEndpoint: string
  tokenEndpoint: string
  jwksUri: string
}

/** What the browser keeps, sealed, while its person is at the provider. */
export interface Journey {
  state: string
  nonce: string
  verifier: string
}

const Discovery = z.object({ issuer: z.string(), authorization_endpoint: z.url(), token_endpoint: z.url(), jwks_uri: z.url() })
/** Milliseconds: at the start, and for somebody who came back and waits. */
const waitFor = 5_000
const answerWithin = 10_000

type Errors = { error(line: object): void }

/**
 * Gives the program its provider. One that cannot be used now is one clear line in the log, and the sign-in page does without it; it is
 * asked again every `wait` milliseconds, in silence, until it can be. Returns how that is ended.
 */
export async function keepProvider(
  config: Pick<Config, 'provider'>,
  program: { provider?: Provider | null; log: Errors & { info(line: object): void } },
  wait = 60_000,
): Promise<() => Promise<void>> {
  program.provider = await openProvider(config, program.log)
  const ended = new AbortController()
  const quiet = { error: () => undefined }
  const again = async () => {
    while (config.provider && !program.provider && !ended.signal.aborted) {
      await after(wait, null, { signal: ended.signal, ref: false }).catch(() => null)
      if (!ended.signal.aborted) program.provider = await openProvider(config, quiet)
      if (program.provider) program.log.info({ event: 'sign-in provider found again', issuer: config.provider.issuer })
    }
  }
  void again()
  return () => Promise.resolve(ended.abort())
}

/** The configured provider, or null: none is configured, or it cannot be used now, which is one clear line in the log. */
export async function openProvider({ provider }: Pick<Config, 'provider'>, log: Errors): Promise<Provider | null> {
  if (!provider) return null
  try {
    const answer = await fetch(`${provider.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(waitFor),
    })
    if (!answer.ok) throw new Error(`answered ${answer.status}`)
    const found = Discovery.parse(await answer.json())
    if (found.issuer !== provider.issuer) throw new Error(`calls itself ${found.issuer}`)
    for (const url of [found.authorization_endpoint, found.token_endpoint, found.jwks_uri]) requireSafe(url)
    return {
      ...provider,
      authorizationEndpoint: found.authorization_endpoint,
      tokenEndpoint: found.token_endpoint,
      jwksUri: found.jwks_uri,
    }
  } catch (error) {
    log.error({ event: 'sign-in provider left out', issuer: provider.issuer, reason: (error as Error).message })
    return null
  }
}

/** The provider's address to send the browser to, and what to keep meanwhile. */
export async function beginJourney(provider: Provider, redirectUri: string): Promise<{ url: string; journey: Journey }> {
  const { createAuthorizationURL } = await import('better-auth/oauth2')
  const secret = () => randomBytes(32).toString('base64url')
  const journey = { state: secret(), nonce: secret(), verifier: secret() }
  const url = await createAuthorizationURL({
    id: 'provider',
    options: { clientId: provider.clientId, clientSecret: provider.clientSecret },
    authorizationEndpoint: provider.authorizationEndpoint,
    redirectURI: redirectUri,
    scopes: ['openid'],
    state: journey.state,
    nonce: journey.nonce,
    codeVerifier: journey.verifier,
  })
  return { url: url.href, journey }
}

type Back = Readonly<{ code?: string | undefined; state?: string | undefined; iss?: string | undefined }>

/** The provider's `sub` of whoever came back, or null if anything about the answer is not as it should be, or it does not come. */
export async function endJourney(
  provider: Provider,
  redirectUri: string,
  journey: Journey,
  { code, state, iss }: Back,
  within = answerWithin,
): Promise<string | null> {
  if (!code || state !== journey.state || (iss !== undefined && iss !== provider.issuer)) return null
  // The library sets no limit: whoever came back would look at an empty page for minutes.
  const late = new AbortController()
  const tooLate = after(within, null, { signal: late.signal }).catch(() => null)
  try {
    return await Promise.race([subjectOf(provider, redirectUri, journey, code), tooLate])
  } catch {
    // A code that was used, a token of another issuer, a provider that is away: the answer to the person is the same.
    return null
  } finally {
    late.abort()
  }
}

async function subjectOf(provider: Provider, redirectUri: string, { verifier, nonce }: Journey, code: string): Promise<string | null> {
  const { validateAuthorizationCode, validateToken } = await import('better-auth/oauth2')
  const { idToken } = await validateAuthorizationCode({
    code,
    codeVerifier: verifier,
    redirectURI: redirectUri,
    tokenEndpoint: provider.tokenEndpoint,
    options: { clientId: provider.clientId, clientSecret: provider.clientSecret },
  })
  if (!idToken) return null
  const { payload } = await validateToken<{ sub: string; nonce?: unknown }>(idToken, provider.jwksUri, {
    issuer: provider.issuer,
    audience: provider.clientId,
    algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
    requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
    clockTolerance: 30,
  })
  return payload.nonce === nonce && payload.sub !== '' && payload.sub.length <= 255 ? payload.sub : null
}

/** Plain http is for a provider on the same machine. */
function requireSafe(url: string) {
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'https:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) throw new Error(`${url} is not https`)
}
