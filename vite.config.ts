/** Vite (构建): builds the console, one page for the staff, into dist/console. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  publicDir: false,
  plugins: [react()],
  // The server puts the nonce of each answer here; antd and lazy chunks read it from the page.
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: 'dist/console',
    assetsDir: 'files',
    emptyOutDir: true,
    // which files a page needs: the worker of the visit pages keeps them (platform/server/console-files.ts)
    manifest: true,
    target: ['chrome105', 'edge105', 'firefox110', 'safari16'],
    // Nothing inline: the page's policy takes scripts and styles from files only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    reportCompressedSize: false,
  },
})
