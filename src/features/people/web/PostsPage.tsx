/** Posts (岗位): who holds each, and since when nobody does. In the order of role and title: no ranking of places (UX-B2). */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { UnitSelect } from '#features/units/web/units.widgets.tsx'
import { roleNames, type Role } from '#platform/shared/actor.ts'
import { useRead } from '#platform/web/api-client.ts'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { cursorPaging } from '#platform/web/cursor-paging.ts'
import { DataTable, type Column } from '#platform/web/DataTable.tsx'
import { Empty } from '#platform/web/Empty.tsx'
import { showDay } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { CursorPager } from '#platform/web/Pager.tsx'
import { QueryForm, type QueryField } from '#platform/web/QueryForm.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints, type Post } from '../people.posts.contract.ts'
import { EndTermDialog } from './EndTermDialog.tsx'
import { useScope } from './people.widgets.tsx'
import { placeName, roleOptions, showDays } from './terms.ts'
import { BeginTermDialog, ClosePostDialog, OpenPostDialog } from './PostDialogs.tsx'
import { ShowTermDialog } from './ShowTermDialog.tsx'

type Term = Post['terms'][number]
type Asking =
  | { verb: 'openPost' }
  | { verb: 'beginTerm' | 'closePost'; post: Post }
  | { verb: 'endTerm' | 'showTerm'; post: Post; term: Term }

const route = getRouteApi('/people/posts')
const pageSize = 25

const fields: readonly QueryField[] = [
  { name: 'below', label: '单位', field: <UnitSelect /> },
  { name: 'role', label: '岗位', field: <Select allowClear placeholder="全部" options={roleOptions()} /> },
  {
    name: 'vacant',
    label: '有没有人',
    field: (
      <Select
        allowClear
        placeholder="全部"
        options={[
          { value: 'true', label: '空缺' },
          { value: 'false', label: '有人' },
        ]}
      />
    ),
  },
  { name: 'asOf', label: '看哪一天的', field: <Input type="date" /> },
]

export function PostsPage() {
  const { cursor, page, ...filters } = route.useSearch()
  const navigate = route.useNavigate()
  const posts = useRead(endpoints.listPosts, { query: { ...filters, cursor, limit: pageSize } })
  const [asking, setAsking] = useState<Asking | null>(null)
  const offered = useScope().data?.grantable ?? []
  const paging = cursorPaging(
    `posts ${JSON.stringify(filters)}`,
    { cursor, page },
    posts.data?.nextCursor ?? null,
    place => void navigate({ search: { ...filters, ...place } }),
  )
  return (
    <Page
      title="岗位"
      crumbs={[<Link to="/people">人员与任职</Link>]}
      actions={
        <ButtonLink to="/people" search={{ below: filters.below }}>
          看人员
        </ButtonLink>
      }
    >
      <QueryForm fields={fields} value={filters} onSearch={search => void navigate({ search })} />
      <section className="panel" aria-label="查到的岗位">
        <Reading of={posts} lines={10}>
          {({ items, total, asOf }) => (
            <DataTable
              name="岗位"
              // what was on another day is not changed from here
              columns={filters.asOf === undefined ? columnsWith(setAsking) : columnsWith(null)}
              rows={items}
              keyOf={({ id }) => id}
              first={(paging.page - 1) * pageSize + 1}
              heading={<h2>{filters.asOf === undefined ? '查到的岗位' : `${showDay(asOf)}的岗位`}</h2>}
              tools={
                offered.length > 0 && (
                  <Button type="primary" onClick={() => setAsking({ verb: 'openPost' })}>
                    设立岗位
                  </Button>
                )
              }
              onRefresh={() => void posts.refetch()}
              stale={posts.isPlaceholderData}
              empty={<Empty why="没有符合的岗位" todo="请放宽条件，或换一天再看。" />}
              pager={<CursorPager total={total} {...paging} />}
            />
          )}
        </Reading>
      </section>
      {asking && <PostDialog asking={asking} offered={offered} below={filters.below} onClose={() => setAsking(null)} />}
    </Page>
  )
}

interface PostDialogProps {
  asking: Asking
  offered: readonly Role[]
  below: string | undefined
  onClose(): void
}

function PostDialog({ asking, offered, below, onClose }: PostDialogProps) {
  switch (asking.verb) {
    case 'openPost':
      return <OpenPostDialog offered={offered} unitId={below} onClose={onClose} />
    case 'beginTerm':
      return <BeginTermDialog post={asking.post} onClose={onClose} />
    case 'closePost':
      return <ClosePostDialog post={asking.post} onClose={onClose} />
    case 'endTerm':
      return <EndTermDialog term={asking.term} title={asking.post.title} version={asking.post.version} onClose={onClose} />
    case 'showTerm':
      return <ShowTermDialog term={asking.term} version={asking.post.version} onClose={onClose} />
  }
}

type Ask = ((asking: Asking) => void) | null

const columnsWith = (onAsk: Ask): readonly Column<Post>[] => [
  { key: 'place', title: '单位', show: post => placeName(post) },
  {
    key: 'title',
    title: '岗位',
    show: ({ title, role, closedOn }) => (
      <>
        <b>{title}</b>
        <br />
        <span className="sub">
          {roleNames[role]}
          {closedOn && `，${showDay(closedOn)}起撤销`}
        </span>
      </>
    ),
  },
  { key: 'holders', title: '谁在岗', show: post => <Holders post={post} onAsk={onAsk} /> },
  { key: 'opened', title: '设立', tight: true, extra: true, show: ({ openedOn }) => showDay(openedOn) },
  { key: 'does', title: '操作', does: true, show: post => onAsk && <Does post={post} onAsk={onAsk} /> },
]

const Holders = ({ post, onAsk }: { post: Post; onAsk: Ask }) => (
  <ul className="stack">
    {post.vacantSince && <li>空缺，{showDay(post.vacantSince)}起</li>}
    {[...post.terms, ...post.coming].map(term => (
      <li key={term.id}>
        {term.personName ?? '工作人员'}，<span className="sub num">{showDays(term)}</span>
        {term.shown && <span className="sub">，姓名公开</span>}
        {onAsk && (
          <span className="row">
            {term.allowedActions.includes('endTerm') && (
              <Button
                type="link"
                size="small"
                aria-label={`结束任职：${term.personName ?? ''}`}
                onClick={() => onAsk({ verb: 'endTerm', post, term })}
              >
                结束任职
              </Button>
            )}
            {term.allowedActions.includes('showTerm') && (
              <Button
                type="link"
                size="small"
                aria-label={`公开姓名：${term.personName ?? ''}`}
                onClick={() => onAsk({ verb: 'showTerm', post, term })}
              >
                公开姓名
              </Button>
            )}
          </span>
        )}
      </li>
    ))}
  </ul>
)

const Does = ({ post, onAsk }: { post: Post; onAsk(asking: Asking): void }) => (
  <span className="row">
    {post.allowedActions.includes('beginTerm') && (
      <Button
        type="link"
        size="small"
        aria-label={`安排任职：${post.unitName}${post.title}`}
        onClick={() => onAsk({ verb: 'beginTerm', post })}
      >
        安排任职
      </Button>
    )}
    {post.allowedActions.includes('closePost') && post.closedOn === null && (
      <Button
        type="link"
        size="small"
        aria-label={`撤销岗位：${post.unitName}${post.title}`}
        onClick={() => onAsk({ verb: 'closePost', post })}
      >
        撤销
      </Button>
    )}
  </span>
)
