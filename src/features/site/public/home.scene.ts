/** The picture of the home page (首页插图): a village at the foot of 西樵山, a lamp in every house. Decoration only. */
import { trusted } from '#platform/public/html.ts'

// oxfmt-ignore
export const scene = trusted(
  `<svg class="scene" viewBox="0 0 560 210" aria-hidden="true"><path d="M0 150C60 150 92 96 140 92c34-3 44 22 70 16 36-8 52-74 104-72 56 2 70 58 112 62 46 4 66 52 134 52v60H0z" fill="#ece6dc"/><path d="M0 160C70 152 130 128 190 134c60 6 110 22 180 12 70-10 120 8 190 14v50H0z" fill="#e0d8ca"/>
  <g fill="#fff" stroke="#8b8176" stroke-width="2" stroke-linejoin="round"><path d="M60 186v-44c8-2 12-7 14-15 3-12 9-18 18-18s15 6 18 18c2 8 6 13 14 15v44z"/><path d="M246 186v-52c9-2 13-8 15-17 4-14 11-21 21-21s17 7 21 21c2 9 6 15 15 17v52z"/><path d="M436 186v-42c8-2 11-6 13-14 3-11 8-17 17-17s14 6 17 17c2 8 5 12 13 14v42z"/><path d="M124 186v-30h122v30zM318 186v-34h118v34z"/></g>
  <g fill="none" stroke="#6f665c" stroke-width="5" stroke-linecap="round"><path d="M57 143c10-2 15-8 17-17 3-12 9-18 18-18s15 6 18 18c2 9 7 15 17 17M243 135c11-2 16-9 18-19 4-14 11-21 21-21s17 7 21 21c2 10 7 17 18 19M433 145c9-2 14-7 16-16 3-11 8-17 17-17s14 6 17 17c2 9 7 14 16 16"/><path d="M128 155h114M322 151h110" stroke-width="4"/></g>
  <g fill="#f7dca6"><circle cx="92" cy="140" r="17"/><circle cx="282" cy="130" r="20"/><circle cx="466" cy="142" r="16"/></g>
  <g fill="#d9901f"><circle cx="92" cy="140" r="8"/><circle cx="282" cy="130" r="9.5"/><circle cx="466" cy="142" r="7.5"/></g>
  <g fill="#a0352b"><path d="M84 186v-26h16v26zM272 186v-32h20v32zM459 186v-24h14v24z"/></g>
  <g fill="#b9aea0"><path d="M146 186v-16h14v16zM180 164h12v10h-12zM212 164h12v10h-12zM340 186v-18h14v18zM374 162h12v10h-12zM404 162h12v10h-12z"/></g>
  <path d="M0 186h560v24H0z" fill="#dfe7e6"/><path d="M20 196h70M130 202h110M262 194h44M340 203h90M470 196h60" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/><path d="M84 187h16l-3 14H87zM272 187h20l-4 17h-12z" fill="#d9901f" opacity=".28"/></svg>`,
)
