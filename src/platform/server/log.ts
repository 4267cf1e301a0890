/** The log (运行日志): for operators, and thrown away. */

/** One JSON line per call, for operators: never names, phone numbers or bodies (house 5.4). */
export interface Log {
  info(line: object): void
  warn(line: object): void
  error(line: object): void
}

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

export const jsonLog = (write: (line: string) => void): Log => {
  const at = (level: string) => (line: object) => write(JSON.stringify({ at: new Date().toISOString(), level, ...line }))
  return { info: at('info'), warn: at('warn'), error: at('error') }
}
