/** My account (我的账号): who I am here, what I may see and why, where I am signed in, and my access tokens. */
import { Button } from 'antd'
import type { OutputOf } from '#platform/shared/endpoint.ts'
import { ScopeReasons } from '#features/people/web/people.widgets.tsx'
import { ButtonLink } from '#platform/web/ButtonLink.tsx'
import { showDay, showInstant } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import type { endpoints } from '../accounts.contract.ts'
import { useMyAccount } from './accounts.widgets.tsx'
import { MySessions } from './MySessions.tsx'
import { MyTokens } from './MyTokens.tsx'

type Mine = OutputOf<typeof endpoints.mine>

export function MyAccountPage() {
  const account = useMyAccount()
  return (
    <Page title="我的账号">
      <Reading of={account}>
        {mine => (
          <div className="panels">
            <Facts mine={mine} />
            <ScopeReasons />
            <MySessions />
            <MyTokens mayCreate={mine.allowedActions.includes('createToken')} />
          </div>
        )}
      </Reading>
    </Page>
  )
}

function Facts({ mine: { personId, name, login, codeEnrolled, passwordDueOn, signedInUntil } }: { mine: Mine }) {
  const facts = [
    ['姓名', name],
    ['登录名', login],
    ['动态口令', codeEnrolled ? '已绑定手机' : '还没绑定'],
    ['密码', passwordDueOn ? `${showDay(passwordDueOn)}前要改` : '不用定期改'],
    ['本次登录', signedInUntil ? `到${showInstant(signedInUntil)}为止` : '用令牌登录'],
  ]
  return (
    <section className="panel" aria-labelledby="me">
      <h2 id="me">基本信息</h2>
      <dl className="desc">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="buttons">
        <ButtonLink to="/people/$personId" params={{ personId }}>
          我的任职和请假
        </ButtonLink>
        <Button href="/password">改密码</Button>
        <Button href="/sign-in/second-factor?next=/console/my-account">{codeEnrolled ? '输入动态口令' : '绑定动态口令'}</Button>
      </div>
    </section>
  )
}
