/**
 * Something being read (读取): its outline while it comes, the problem if it does not, then itself.
 *
 * It is read again by itself, and that may fail while somebody types into what it shows: then it stays as it is, with the problem above.
 * What is gone, or is no longer theirs to read, goes.
 */
import type { UseQueryResult } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import type { Problem } from '#platform/shared/problem.ts'
import { Page, type PageProps } from './Page.tsx'
import { PageLoading } from './PageStates.tsx'
import { ProblemAlert } from './ProblemAlert.tsx'

type Read<T> = UseQueryResult<T, Problem>

interface ReadingProps<T> {
  of: Read<T>
  lines?: number
  children(value: T): ReactNode
}

export function Reading<T>({ of, lines = 6, children }: ReadingProps<T>) {
  if (hasFailed(of)) return <Failure of={of} />
  if (of.data === undefined) return <Outline lines={lines} />
  // One place in the tree with and without a problem, or what is typed below would be drawn anew.
  return (
    <>
      <Failure of={of} isLater />
      {children(of.data)}
    </>
  )
}

interface PageReadingProps<T extends { id: string }> extends Pick<PageProps, 'title' | 'crumbs'> {
  of: Read<T>
  /** Of which thing the page is: the one before it is not shown in its place. */
  id: string
  /** The page itself. */
  children(value: T): ReactNode
}

/** A whole page about one thing; title and crumbs are for the time when there is nothing to show. */
export function PageReading<T extends { id: string }>({ of, id, title, crumbs = [], children }: PageReadingProps<T>) {
  if (hasFailed(of)) {
    return (
      <Page title={title} crumbs={crumbs}>
        <Failure of={of} />
      </Page>
    )
  }
  if (of.data?.id !== id) return <PageLoading />
  return (
    <>
      {of.error && (
        <div className="page no-print">
          <Failure of={of} isLater />
        </div>
      )}
      {children(of.data)}
    </>
  )
}

/** Nothing of it may be shown. What is left of another reading (placeholder) is not it. */
const hasFailed = <T,>({ data, error, isPlaceholderData }: Read<T>): boolean =>
  error !== null && (data === undefined || isPlaceholderData || isNoLongerTheirs(error))

const isNoLongerTheirs = ({ kind }: Problem) => kind.status === 403 || kind.status === 404

const Failure = <T,>({ of, isLater = false }: { of: Read<T>; isLater?: boolean }) => (
  <ProblemAlert problem={of.error} onRetry={() => void of.refetch()} unasked={isLater} />
)

const Outline = ({ lines }: { lines: number }) => (
  <div aria-busy="true">
    <span role="status" className="vh">
      正在读取
    </span>
    <Skeleton active title={false} paragraph={{ rows: lines }} />
  </div>
)
