/** What stands in a page's place (页面占位): loading, gone, or broken. */
import { Button, Skeleton } from 'antd'
import { Problem, problems } from '#platform/shared/problem.ts'
import { Empty } from './Empty.tsx'
import { Page } from './Page.tsx'
import { ProblemAlert } from './ProblemAlert.tsx'

export const PageLoading = () => (
  <div className="page" aria-busy="true">
    <span role="status" className="vh">
      正在打开
    </span>
    <Skeleton active paragraph={{ rows: 8 }} />
  </div>
)

export const MissingPage = () => (
  <Page title="没有这一页">
    <Empty why="没有这一页" todo="地址可能写错了，或者这一页不归您看。">
      <Button href="/console">回到工作台</Button>
    </Empty>
  </Page>
)

/** A page whose script failed: usually the console was renewed while this one stood open. */
export const PageTrouble = ({ error }: { error: unknown }) => (
  <Page title="这一页没有打开">
    <ProblemAlert
      problem={
        error instanceof Problem ? error : new Problem(problems.unexpected, '工作台可能刚刚更新过。请刷新这一页；仍不行请告诉系统管理员。')
      }
      onRetry={() => window.location.reload()}
    />
  </Page>
)
