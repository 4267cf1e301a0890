/** Signing in again (重新登录): leaves for the sign-in page and comes back to the same place. */

/** The sign-in page that comes back to the place. */
export const signInAddress = (here: string) => `/sign-in?next=${encodeURIComponent(here)}`

let leaving = false

/** Goes to the sign-in page, keeping the place to come back to. Once: who was asked about something unsaved, and stayed, is left in peace. */
export function toSignIn(): void {
  if (leaving) return
  leaving = true
  const { pathname, search } = window.location
  window.location.assign(signInAddress(pathname + search))
}
