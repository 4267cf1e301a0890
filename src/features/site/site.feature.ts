/** The public site (公开网站): pages that belong to no one feature. It reads everything and writes nothing. */
import { defineFeature } from '#platform/server/feature.ts'
import { casesPage } from './public/cases.page.ts'
import { closePost } from './public/close.page.ts'
import { homePage } from './public/home.page.ts'
import { howPage } from './public/how.page.ts'
import { myPage } from './public/my.page.ts'
import { searchPage } from './public/search.page.ts'
import { planPage } from './public/plan.page.ts'
import { actionPage, voicePage } from './public/sections.page.ts'
import { villagePage } from './public/village.page.ts'
import { villagesPage } from './public/villages.page.ts'

export const site = defineFeature({
  name: 'site',
  nameZh: '公开网站',
  endpoints: {},
  actions: [],
  policies: [],
  pages: [homePage, villagesPage, villagePage, voicePage, casesPage, actionPage, planPage, howPage, myPage, searchPage, closePost],
})
