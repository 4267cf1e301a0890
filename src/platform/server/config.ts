/** Configuration (配置): every environment variable, typed, with its default. Nothing else reads process.env. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

export interface Config {
  port: number
  host: string
  dataDirectory: string
  /** Connection of the database's owner; null: the embedded cluster in the data directory. */
  databaseUrl: string | null
  /** Connection of the application's role, when the owner may not set its password. */
  applicationDatabaseUrl: string | null
  signInDatabaseUrl: string | null
  /** The address people type, without a trailing slash. */
  publicUrl: string
  /** Load the demonstration town and print sign-in links for its people. */
  demo: boolean
  /** Keys of sealed fields, newest first; null: a key file in the data directory. */
  sealingKey: string | null
  /** Statistical code of the town shown at "/". */
  townCode: string
  townName: string
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  trustedProxies: string[]
  /** Addresses many people share (a counter, a village's wall terminal), with limits of their own. */
  sharedAddresses: string[]
  passwordProfile: 'djcp' | 'asvs'
  /** An OpenID Connect provider to sign in with besides passwords. */
  provider: { issuer: string; clientId: string; clientSecret: string; name: string } | null
  /** A service that sends short messages; null: no codes by telephone are offered. */
  messageGateway: { url: string; token: string } | null
  /** Telephone and hours printed on every public page. */
  officePhone: string
  officeHours: string
  /** Where the request log goes: a file a day in the data directory, or standard output. */
  log: 'file' | 'stdout'
  /** Build the console at the start when it is missing or old; off where it was built elsewhere. */
  buildConsole: boolean
  /** For the command line: the access token it calls endpoints with. */
  accessToken: string | null
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1'])
export const isLoopback = (host: string) => loopback.has(host)

/** Reads the configuration. Throws a sentence for people when a value cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const dataDirectory = resolve(env.DATA_DIR || 'var')
  const host = env.HOST || '127.0.0.1'
  const port = Number(env.PORT || 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT 应是0到65535的整数，现在是 ${env.PORT}。`)
  const fresh = !existsSync(join(dataDirectory, 'database.password')) && !env.DATABASE_URL
  const profile = env.PASSWORD_PROFILE || 'djcp'
  if (profile !== 'djcp' && profile !== 'asvs') throw new Error(`PASSWORD_PROFILE 只能是 djcp 或 asvs，现在是 ${profile}。`)
  const log = env.LOG || 'file'
  if (log !== 'file' && log !== 'stdout') throw new Error(`LOG 只能是 file 或 stdout，现在是 ${log}。`)
  return {
    port,
    host,
    dataDirectory,
    databaseUrl: env.DATABASE_URL || null,
    applicationDatabaseUrl: env.APP_DATABASE_URL || null,
    signInDatabaseUrl: env.AUTH_DATABASE_URL || null,
    publicUrl: (env.PUBLIC_URL || `http://${host === '::1' ? '[::1]' : host}:${port}`).replace(/\/$/, ''),
    demo: env.DEMO ? isOn(env.DEMO) : (fresh || existsSync(join(dataDirectory, 'demo'))) && isLoopback(host),
    sealingKey: env.SEALING_KEY || null,
    townCode: env.TOWN_CODE || '440605122000',
    townName: env.TOWN_NAME || '西樵镇',
    trustedProxies: list(env.TRUSTED_PROXIES),
    sharedAddresses: list(env.SHARED_ADDRESSES),
    passwordProfile: profile,
    provider: providerOf(env),
    messageGateway: gatewayOf(env),
    officePhone: env.OFFICE_PHONE || '0757-0000 1200',
    officeHours: env.OFFICE_HOURS || '工作日 8:30—17:30',
    log,
    buildConsole: isOn(env.BUILD_CONSOLE || 'on'),
    accessToken: env.SANLIANG_TOKEN || null,
  }
}

function gatewayOf({ MESSAGE_GATEWAY: url, MESSAGE_TOKEN: token }: NodeJS.ProcessEnv) {
  if (!url && !token) return null
  if (!url || !token || !URL.canParse(url)) throw new Error('用短信网关要同时给 MESSAGE_GATEWAY（网址）和 MESSAGE_TOKEN。')
  return { url, token }
}

function providerOf({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: clientId,
  OIDC_CLIENT_SECRET: clientSecret,
  OIDC_NAME: name,
}: NodeJS.ProcessEnv) {
  if (!issuer && !clientId && !clientSecret) return null
  if (!issuer || !clientId || !clientSecret || !URL.canParse(issuer))
    throw new Error('用统一登录要同时给 OIDC_ISSUER（网址）、OIDC_CLIENT_ID 和 OIDC_CLIENT_SECRET。')
  return { issuer, clientId, clientSecret, name: name || '统一身份认证' }
}

const isOn = (value: string) => ['1', 'on', 'true', 'yes'].includes(value.toLowerCase())
const list = (value: string | undefined) =>
  (value ?? '')
    .split(',')
    .map(item => item.trim())
    .filter(Boolean)
