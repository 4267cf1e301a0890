import { defineFeature } from '#platform/server/feature.ts'
import { peopleAbout } from './people.about.ts'
import * as actions from './people.actions.ts'
import { endpoints } from './people.contract.ts'
import { peopleEvents } from './people.events.ts'
import * as jobs from './people.jobs.ts'
import { leaving } from './people.todos.ts'
import * as leave from './people.leave.actions.ts'
import { personPolicy, postPolicy } from './people.policy.ts'
import * as posts from './people.posts.actions.ts'
import { endpoints as postEndpoints } from './people.posts.contract.ts'
import { openWork } from './people.work.actions.ts'

export const people = defineFeature({
  name: 'people',
  nameZh: '人员与任职',
  endpoints: { ...endpoints, ...postEndpoints },
  actions: [
    actions.list,
    actions.get,
    actions.create,
    actions.edit,
    actions.revealPhone,
    actions.trail,
    actions.explainScope,
    posts.listPosts,
    posts.openPost,
    posts.closePost,
    posts.beginTerm,
    posts.listTerms,
    posts.openWork,
    posts.endTerm,
    posts.showTerm,
    leave.listLeaves,
    leave.takeLeave,
    leave.endLeave,
  ],
  policies: [personPolicy, postPolicy],
  todos: [leaving],
  jobs: [jobs.handOverEnded, jobs.putBackLeft, jobs.forgetPeople],
  openWork,
  about: peopleAbout,
  events: peopleEvents,
})
