/** A temporary folder (临时目录) that the database's unprivileged user can reach: mkdtemp alone makes it private. */
import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export async function temporaryFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `sanliang-${name}-`))
  await chmod(folder, 0o755)
  return folder
}
