/** Something being read (读取): its outline while it comes, the problem if it does not, then itself. */
import type { UseQueryResult } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import type { Problem } from '#platform/shared/problem.ts'
import { ProblemAlert } from './ProblemAlert.tsx'

interface ReadingProps<T> {
  of: UseQueryResult<T, Problem>
  lines?: number
  children(value: T): ReactNode
}

export function Reading<T>({ of, lines = 6, children }: ReadingProps<T>) {
  if (of.data !== undefined && !of.error) return children(of.data)
  if (of.error) return <ProblemAlert problem={of.error} onRetry={() => void of.refetch()} />
  return (
    <div aria-busy="true">
      <span role="status" className="vh">
        正在读取
      </span>
      <Skeleton active title={false} paragraph={{ rows: lines }} />
    </div>
  )
}
