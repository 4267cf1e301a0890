/** What this feature keeps about a person (关于我的资料): what one asked, and cases under one's name, which stand below this feature. */
import type { About } from '#platform/server/about.ts'
import type { Context } from '#platform/server/action.ts'
import { casesInMyName, codesOf, requestsOf } from './rights.queries.ts'
import { rightsKindNames, rightsStateNames } from './rights.words.ts'

const duty = '履行法定职责所必需（个人信息保护法第十三条）'

export const rightsAbout: readonly About<Context>[] = [
  {
    name: 'rights.requests',
    title: '我的个人信息申请',
    purpose: '答复您的申请',
    basis: duty,
    retention: '办完后3年，查看码过期一天后删',
    ends: ['rights.forget', 'rights.forgetCodes'],
    tables: ['rights_request', 'subject_code'],
    ties: 'rights_request_ties',
    async rows(context, personId) {
      const requests = (await requestsOf(context, personId)).map(({ kind, state }) => ({
        name: rightsKindNames[kind],
        text: rightsStateNames[state],
      }))
      const codes = (await codesOf(context.db, personId)).map(({ issuedOn }) => ({
        name: '查看码',
        text: `${issuedOn}发的，过期一天后删掉`,
      }))
      return [...requests, ...codes]
    },
  },
  {
    name: 'rights.cases',
    title: '以您的名义办的诉求',
    purpose: '记明谁经手',
    basis: duty,
    retention: '按档案规定',
    ends: null,
    tables: ['request_copy'],
    ties: null,
    rows: async ({ db }) => (await casesInMyName(db)).map(({ number }) => ({ name: number, text: '由您经手、登记或跟进' })),
  },
]
