/** Imports and exports (导入导出): workbooks in by four steps, out by one. */
import { getRouteApi } from '@tanstack/react-router'
import { Page } from '#platform/web/Page.tsx'
import { ExportPanel } from './ExportPanel.tsx'
import { ImportList } from './ImportList.tsx'
import { ImportSteps } from './ImportSteps.tsx'
import './imports.css'

const route = getRouteApi('/imports')

export function ImportsPage() {
  const { importId, ...place } = route.useSearch()
  const navigate = route.useNavigate()
  const open = (id: string | undefined) => void navigate({ search: { ...place, importId: id } })
  return (
    <Page title="导入导出">
      <ImportSteps importId={importId} onOpen={open} />
      <ExportPanel />
      <ImportList importId={importId} place={place} onPlace={next => void navigate({ search: { importId, ...next } })} />
    </Page>
  )
}
