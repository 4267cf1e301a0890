/** Problems on the page (错误提示): what happened, what to do, and the number to quote when calling. */
import { Alert, Button } from 'antd'
import { createContext, useContext, useEffect, useRef } from 'react'
import type { Problem } from '#platform/shared/problem.ts'

/** Where some kinds of refusal are put right, by their type: a page that opens apart, so that what was typed here stays. */
export type WaysOut = Readonly<Record<string, { label: string; address(here: string): string }>>
export const WaysOutContext = createContext<WaysOut>({})

export interface ProblemAlertProps {
  problem: Problem | null | undefined
  /** Tries again. */
  onRetry?: (() => void) | undefined
  /** Field errors that no field shows. */
  rest?: readonly string[]
  /** Of what nobody asked for just now: it is said, and the focus stays where somebody may be typing. */
  unasked?: boolean
}

export function ProblemAlert({ problem, onRetry, rest = [], unasked = false }: ProblemAlertProps) {
  const box = useRef<HTMLDivElement>(null)
  const ways = useContext(WaysOutContext)
  useEffect(() => {
    if (problem && !unasked) box.current?.focus()
  }, [problem, unasked])
  if (!problem) return null
  const { instance } = problem.facts as { instance?: string }
  const ours = problem.kind.status >= 500
  const out = ways[problem.kind.type]
  return (
    <div ref={box} tabIndex={-1}>
      <Alert
        type="error"
        showIcon
        role="alert"
        title={problem.kind.title}
        description={
          <>
            {problem.detail && <p>{problem.detail}</p>}
            {out && <p>会另开一页，弄好了再回到这里。</p>}
            {rest.length > 0 && (
              <ul>
                {rest.map(line => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
            {ours && instance && <p className="num">错误编号 {instance.split('/').at(-1)}</p>}
          </>
        }
        action={
          (out ?? onRetry) && (
            <span className="row">
              {out && (
                <Button href={out.address(window.location.pathname + window.location.search)} target="_blank" rel="noopener">
                  {out.label}
                </Button>
              )}
              {onRetry && <Button onClick={onRetry}>再试一次</Button>}
            </span>
          )
        }
      />
    </div>
  )
}
