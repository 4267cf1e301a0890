/** A browser (浏览器) for tests of signing in: keeps cookies, posts forms, and says what it came from. */
import type { useApp } from './app.ts'

type App = ReturnType<typeof useApp>

export interface Answered {
  status: number
  location: string | undefined
  text: string
  /** Set-Cookie lines of this answer. */
  set: string[]
}

export function aBrowser(app: App, { userAgent = 'Mozilla/5.0 (Windows NT 10.0) Chrome/149.0', headers = {} } = {}) {
  const cookies = new Map<string, string>()
  async function send(
    method: 'GET' | 'POST',
    url: string,
    form?: Record<string, string>,
    extra: Record<string, string> = {},
  ): Promise<Answered> {
    const answer = await app.raw({
      method,
      url,
      headers: {
        'user-agent': userAgent,
        accept: 'text/html',
        ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
        ...extra,
      },
      ...(form && { payload: new URLSearchParams(form).toString() }),
    })
    const set = [answer.headers['set-cookie'] ?? []].flat()
    for (const line of set) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value === '') cookies.delete(name!)
      else cookies.set(name!, value!)
    }
    return { status: answer.statusCode, location: answer.headers.location, text: answer.body, set }
  }
  return {
    cookies,
    /** For app.call(): the headers that show who this is. */
    get headers(): Record<string, string> {
      return { 'user-agent': userAgent, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    },
    open: (url: string, extra?: Record<string, string>) => send('GET', url, undefined, extra),
    post: (url: string, form: Record<string, string> = {}, extra?: Record<string, string>) => send('POST', url, form, extra),
    signIn: (login: string, password: string) => send('POST', '/sign-in', { login, password }),
    /** What the API answers to this browser. */
    async mine(): Promise<{ status: number; body: Record<string, unknown> }> {
      const answer = await send('GET', '/api/accounts/mine', undefined, { accept: 'application/json' })
      return { status: answer.status, body: JSON.parse(answer.text) as Record<string, unknown> }
    },
  }
}
