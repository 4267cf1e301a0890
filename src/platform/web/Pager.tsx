/** How many there are, and the way to more of them (翻页). The place in the list is part of the address. */
import { Button } from 'antd'
import { showCount } from './format.ts'
import { Icon } from './icons.tsx'

interface CursorPagerProps {
  /** All that match; null when nobody counted. */
  total: number | null
  page: number
  hasNext: boolean
  onFirst(): void
  onPrevious(): void
  onNext(): void
}

export function CursorPager({ total, page, hasNext, onFirst, onPrevious, onNext }: CursorPagerProps) {
  return (
    <div className="pager">
      <span className="sub" role="status">
        {total !== null && `共${showCount(total)}条`}
        {(page > 1 || hasNext) && `${total === null ? '' : '，'}第${page}页`}
      </span>
      {(page > 1 || hasNext) && (
        <nav className="buttons" aria-label="翻页">
          {page > 2 && <Button onClick={onFirst}>第一页</Button>}
          <Button disabled={page === 1} icon={<Icon name="previous" />} onClick={onPrevious}>
            上一页
          </Button>
          <Button disabled={!hasNext} icon={<Icon name="next" />} iconPlacement="end" onClick={onNext}>
            下一页
          </Button>
        </nav>
      )}
    </div>
  )
}
