/** Imports and exports (导入导出): workbooks in by four steps, out by one. */
import { getRouteApi } from '@tanstack/react-router'
import { useHoldsAny } from '#features/accounts/web/accounts.widgets.tsx'
import { Page } from '#platform/web/Page.tsx'
import { SheetKey, villageSheets } from '../imports.contract.ts'
import { ExportPanel } from './ExportPanel.tsx'
import { ImportList } from './ImportList.tsx'
import { ImportSteps } from './ImportSteps.tsx'
import './imports.css'

const route = getRouteApi('/imports')

export function ImportsPage() {
  const { importId, ...place } = route.useSearch()
  const navigate = route.useNavigate()
  // A village's office brings its own people, terms and places; what goes out is the town's.
  const isTown = useHoldsAny(['townClerk'])
  const open = (id: string | undefined) => void navigate({ search: { ...place, importId: id } })
  return (
    <Page title="导入导出">
      <ImportSteps sheets={isTown ? SheetKey.options : villageSheets} importId={importId} onOpen={open} />
      {isTown && <ExportPanel />}
      <ImportList importId={importId} place={place} onPlace={next => void navigate({ search: { importId, ...next } })} />
    </Page>
  )
}
