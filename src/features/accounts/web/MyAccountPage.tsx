/** My account (我的账号): who I am here, what I may see and why, and my one-time codes. */
import { Button } from 'antd'
import { useUnitsById } from '#features/units/web/units.widgets.tsx'
import { roleNames } from '#platform/shared/actor.ts'
import { showDay, showInstant } from '#platform/web/format.ts'
import { Page } from '#platform/web/Page.tsx'
import { Reading } from '#platform/web/Reading.tsx'
import { useMyAccount } from './accounts.widgets.tsx'

export function MyAccountPage() {
  const account = useMyAccount()
  const units = useUnitsById()
  return (
    <Page title="我的账号">
      <Reading of={account}>
        {({ name, login, posts, codeEnrolled, passwordDueOn, signedInUntil }) => (
          <>
            <section className="panel" aria-labelledby="me">
              <h2 id="me">基本信息</h2>
              <dl className="desc">
                <div>
                  <dt>姓名</dt>
                  <dd>{name}</dd>
                </div>
                <div>
                  <dt>登录名</dt>
                  <dd>{login}</dd>
                </div>
                <div>
                  <dt>动态口令</dt>
                  <dd>{codeEnrolled ? '已绑定手机' : '还没绑定'}</dd>
                </div>
                <div>
                  <dt>密码</dt>
                  <dd>{passwordDueOn ? `${showDay(passwordDueOn)}前要改` : '不用定期改'}</dd>
                </div>
                <div>
                  <dt>本次登录</dt>
                  <dd>{signedInUntil ? `到${showInstant(signedInUntil)}为止` : '用令牌登录'}</dd>
                </div>
              </dl>
              <div className="buttons">
                <Button href="/password">改密码</Button>
                <Button href="/sign-in/second-factor">{codeEnrolled ? '输入动态口令' : '绑定动态口令'}</Button>
              </div>
            </section>
            <section className="panel" aria-labelledby="why">
              <h2 id="why">您能看到这些，是因为</h2>
              <ul className="stack">
                {posts.map(({ postId, role, unitId, deputyFor }) => (
                  <li key={`${postId}${deputyFor ?? ''}`}>
                    您{deputyFor ? '代理' : '担任'}
                    <b>{roleNames[role]}</b>，范围是<b>{units.get(unitId)?.name ?? '本镇'}</b>和它下面的各处。
                  </li>
                ))}
              </ul>
            </section>
          </>
        )}
      </Reading>
    </Page>
  )
}
