/** Venues on public pages (阵地): where one can go, when it is open, whom to call. Hours are the words at the door. */
import { html, type Child, type Html } from './html.ts'
import { phone } from './layout.ts'
import { noRecord, table } from './parts.ts'

export interface ShownVenue {
  id: string
  name: string
  kindName: string
  address: string
  /** In words, as at the door. */
  hours: string
  /** Digits only. */
  phone: string | null
  services: readonly string[]
  /** Not in use yet: said in words beside the name. */
  pending?: string | undefined
}

export const venueTable = (venues: readonly ShownVenue[], caption: Child): Html =>
  table({
    caption,
    columns: ['地方', '开放时间', '电话', '能做什么'],
    rows: venues.map(venue => [
      html`<span id="venue-${venue.id}">${venue.name}</span>${venue.pending && html`<span class="sub small">（${venue.pending}）</span>`}${
        venue.address !== '' && html`<span class="sub small where">${venue.address}</span>`
      }`,
      venue.hours || noRecord,
      venue.phone ? phone(shownPhone(venue.phone)) : noRecord,
      venue.services.join('、') || noRecord,
    ]),
  })

/** What one needs before setting out, in two or three lines. */
export const venueLines = (venue: ShownVenue): Html =>
  html`${venue.hours ? html`<p>${venue.hours}</p>` : html`<p class="sub">开放时间还没有登记。</p>`}
  ${venue.address !== '' && html`<p class="sub small">${venue.address}</p>`}
  ${venue.phone ? html`<p>电话 ${phone(shownPhone(venue.phone))}</p>` : html`<p class="sub">电话还没有登记。</p>`}`

/** Digits as people read them: 0757-0000 1200, 199 0000 1234. Anything else as it is. */
export function shownPhone(digits: string): string {
  const mobile = /^(1\d{2})(\d{4})(\d{4})$/.exec(digits)
  if (mobile) return mobile.slice(1).join(' ')
  const fixed = /^(010|02\d|0[3-9]\d{2})(\d{3,4})(\d{4})$/.exec(digits)
  return fixed ? `${fixed[1]}-${fixed[2]} ${fixed[3]}` : digits
}
