/** Vite (构建): builds the console, one page for the staff, into dist/console. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/**
 * Lays beside each script and style what goes over the line: a third of its size by gzip, less by Brotli, which browsers take by https alone.
 * Once at the build and not with each answer. Small files would not shrink below one packet.
 */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  async writeBundle({ dir }) {
    const files = join(dir!, 'files')
    for (const name of (await readdir(files)).filter(each => /\.(?:js|css|svg)$/.test(each))) {
      const bytes = await readFile(join(files, name))
      if (bytes.length < 1_400) continue
      await writeFile(join(files, `${name}.gz`), await promisify(gzip)(bytes, { level: 9 }))
      await writeFile(
        join(files, `${name}.br`),
        await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
      )
    }
  },
})

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  publicDir: false,
  plugins: [react(), compressed()],
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
    chunkSizeWarningLimit: 1_000,
    reportCompressedSize: false,
    // What every page needs comes as one file, not as 25: on an office's line each file is a way there and back.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'frame', tags: ['$initial'] }] } } },
  },
})
