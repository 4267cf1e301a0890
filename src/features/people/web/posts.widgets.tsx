/** Who holds a post of one unit (一个单位的岗位): begun and ended here; for pages of other features. */
import { Button } from 'antd'
import { useState } from 'react'
import type { Role } from '#platform/shared/actor.ts'
import { useRead } from '#platform/web/api-client.ts'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Post } from '../people.posts.contract.ts'
import { EndTermDialog } from './EndTermDialog.tsx'
import { useScope } from './people.widgets.tsx'
import { BeginTermDialog, OpenPostDialog } from './PostDialogs.tsx'
import { showDays } from './terms.ts'

interface HoldersProps {
  unitId: string
  role: Role
  /** "组长" */
  title: string
}

type Asking = { verb: 'openPost' } | { verb: 'beginTerm'; post: Post } | { verb: 'endTerm'; post: Post; term: Post['terms'][number] }

export function Holders({ unitId, role, title }: HoldersProps) {
  const posts = useRead(endpoints.listPosts, { query: { below: unitId, role, limit: 25 } })
  const [asking, setAsking] = useState<Asking | null>(null)
  const mayGrant = useScope().data?.grantable.includes(role) ?? false
  const close = () => setAsking(null)
  return (
    <section className="panel" aria-labelledby="holders">
      <h2 id="holders">{title}</h2>
      <Reading of={posts} lines={2}>
        {({ items }) => {
          const own = items.filter(post => post.unitId === unitId)
          if (own.length === 0)
            return (
              <>
                <p className="sub">还没有设{title}这个岗位。</p>
                {mayGrant && <Button onClick={() => setAsking({ verb: 'openPost' })}>设立岗位</Button>}
              </>
            )
          return (
            <ul className="lines">
              {own.map(post => (
                <OnePost key={post.id} post={post} onAsk={setAsking} />
              ))}
            </ul>
          )
        }}
      </Reading>
      {asking?.verb === 'openPost' && <OpenPostDialog offered={[role]} unitId={unitId} onClose={close} />}
      {asking?.verb === 'beginTerm' && <BeginTermDialog post={asking.post} onClose={close} />}
      {asking?.verb === 'endTerm' && (
        <EndTermDialog term={asking.term} title={asking.post.title} version={asking.post.version} onClose={close} />
      )}
    </section>
  )
}

const OnePost = ({ post, onAsk }: { post: Post; onAsk(asking: Asking): void }) => (
  <li className="stack">
    {post.terms.length + post.coming.length === 0 && <p>{post.title}：空缺</p>}
    {[...post.terms, ...post.coming].map(term => (
      <p key={term.id} className="row">
        <b>{term.personName ?? '工作人员'}</b>
        <span className="sub">
          {post.title}，{showDays(term)}
        </span>
        {term.allowedActions.includes('endTerm') && (
          <Button aria-label={`结束任职：${term.personName ?? ''}`} onClick={() => onAsk({ verb: 'endTerm', post, term })}>
            结束任职
          </Button>
        )}
      </p>
    ))}
    {post.allowedActions.includes('beginTerm') && (
      <div className="buttons">
        <Button aria-label={`安排任职：${post.title}`} onClick={() => onAsk({ verb: 'beginTerm', post })}>
          安排任职
        </Button>
      </div>
    )}
  </li>
)
