/** Problems on the page (错误提示): what happened, what to do, and the number to quote when calling. */
import { Alert, Button } from 'antd'
import { createContext, useContext, useEffect, useRef } from 'react'
import type { Problem } from '#platform/shared/problem.ts'

/** Where some kinds of refusal are put right, by their type: a button beside the words. */
export type WaysOut = Readonly<Record<string, { label: string; address(here: string): string }>>
export const WaysOutContext = createContext<WaysOut>({})

export interface ProblemAlertProps {
  problem: Problem | null | undefined
  /** Tries again. */
  onRetry?: (() => void) | undefined
  /** Field errors that no field shows. */
  rest?: readonly string[]
}

export function ProblemAlert({ problem, onRetry, rest = [] }: ProblemAlertProps) {
  const box = useRef<HTMLDivElement>(null)
  const ways = useContext(WaysOutContext)
  useEffect(() => {
    if (problem) box.current?.focus()
  }, [problem])
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
          out ? (
            <Button href={out.address(window.location.pathname + window.location.search)}>{out.label}</Button>
          ) : (
            onRetry && <Button onClick={onRetry}>再试一次</Button>
          )
        }
      />
    </div>
  )
}
