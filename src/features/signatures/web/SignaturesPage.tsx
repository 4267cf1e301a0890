/** What a meeting signs (签名核对), on a page of its own. */
import { getRouteApi, Link } from '@tanstack/react-router'
import { Page } from '#platform/web/Page.tsx'
import { SignaturesSection } from './SignaturesSection.tsx'

const route = getRouteApi('/meetings/$meetingId/signatures')

export function SignaturesPage() {
  const { meetingId } = route.useParams()
  return (
    <Page
      title="签名核对"
      crumbs={[
        <Link to="/meetings">会议</Link>,
        <Link to="/meetings/$meetingId" params={{ meetingId }}>
          这次会议
        </Link>,
      ]}
    >
      <SignaturesSection meetingId={meetingId} />
    </Page>
  )
}
