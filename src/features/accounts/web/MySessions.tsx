/** Where I am signed in (我的登录): on which kind of machine, since when; each can be ended. */
import { Button } from 'antd'
import { useRead, useWrite } from '#platform/web/api-client.ts'
import { showInstant } from '#platform/web/format.ts'
import { ProblemAlert } from '#platform/web/ProblemAlert.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { endpoints } from '../accounts.contract.ts'
import { sessionNames } from './accounts.words.ts'

export function MySessions() {
  const sessions = useRead(endpoints.listMySessions, {})
  const end = useWrite(endpoints.endMySession)
  return (
    <section className="panel" aria-labelledby="sessions">
      <h2 id="sessions">登录着的地方</h2>
      <ProblemAlert problem={end.error} />
      <Reading of={sessions} lines={2}>
        {({ items }) => (
          <ul className="lines">
            {items.map(({ id, kind, startedAt, endsAt, current }) => (
              <li key={id} className="row">
                <span>
                  <b>{sessionNames[kind]}</b>
                  {current && '（就是这里）'} {showInstant(startedAt)}登录，最晚到{showInstant(endsAt)}
                </span>
                {!current && (
                  <Button className="end" loading={end.isPending} onClick={() => end.mutate({ params: { sessionId: id } })}>
                    退出这个登录
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Reading>
    </section>
  )
}
