/** A temporary folder (临时目录) that the database's unprivileged user can reach: mkdtemp alone makes it private. */
import { chmod, mkdtemp, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export async function temporaryFolder(name: string, parent = tmpdir()): Promise<string> {
  const folder = await mkdtemp(join(parent, `sanliang-${name}-`))
  await chmod(folder, 0o755)
  return folder
}

/** A folder for folders whose files lie in memory, if this machine has one with so much room; else the usual one. */
export async function inMemory(bytes: number): Promise<string> {
  const shared = '/dev/shm'
  const room = await statfs(shared).catch(() => null)
  return room && room.bavail * room.bsize >= bytes ? shared : tmpdir()
}
