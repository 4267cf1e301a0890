/** Signing in again (重新登录): leaves for the sign-in page and comes back to the same place. */

export const signInPath = '/sign-in'

let leaving = false

/** Goes to the sign-in page, once, keeping the place to come back to. */
export function toSignIn(): void {
  if (leaving) return
  leaving = true
  const { pathname, search } = window.location
  window.location.assign(`${signInPath}?next=${encodeURIComponent(pathname + search)}`)
}
