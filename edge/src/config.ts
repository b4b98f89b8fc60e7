import { EndpointText } from '@porchlight/runtime/endpoint'
import { LogLevel } from '@porchlight/runtime/logger'
import { type Environment, readSettings, SettingsError, wholeNumber } from '@porchlight/runtime/settings'
import { machineTargetGroupAttributes } from '@porchlight/system/target-group'
import { topologies } from '@porchlight/system/topology'
import { z } from 'zod'
import { parseTrustedProxies } from './trusted-proxies.ts'

const TrustedProxies = z.string().transform((text, context) => {
  const parsed = parseTrustedProxies(text)
  for (const fault of parsed.faults) context.addIssue(fault)
  return parsed.proxies
})

const Origin = z
  .string()
  .refine(isOrigin, 'must be http://HOST or https://HOST, with a port where it is not the usual one, and no path')
  .transform((text) => new URL(text))

const AbsolutePath = z.string().startsWith('/', 'must be an absolute path')

const Settings = z.object({
  PORCHLIGHT_LISTEN: EndpointText,
  PORCHLIGHT_INTERNAL_LISTEN: EndpointText,
  PORCHLIGHT_SOCKETS: AbsolutePath,
  PORCHLIGHT_ORIGIN: Origin,
  PORCHLIGHT_TLS_CERTIFICATE: AbsolutePath.optional(),
  PORCHLIGHT_TLS_KEY: AbsolutePath.optional(),
  /** Where plain HTTP is sent to TLS. */
  PORCHLIGHT_PLAIN_LISTEN: EndpointText.optional(),
  PORCHLIGHT_TOPOLOGY: z.enum(topologies).default('path'),
  PORCHLIGHT_TRUSTED_PROXIES: TrustedProxies.prefault(''),
  PORCHLIGHT_HEALTH_INTERVAL_MS: wholeNumber({ min: 10, max: 300_000 }).prefault('250'),
  PORCHLIGHT_HEALTH_TIMEOUT_MS: wholeNumber({ min: 10, max: 120_000 }).prefault('2000'),
  PORCHLIGHT_HEALTHY_COUNT: wholeNumber({ min: 1, max: 10 }).prefault('1'),
  PORCHLIGHT_UNHEALTHY_COUNT: wholeNumber({ min: 1, max: 10 }).prefault('2'),
  /** An ALB's `idle_timeout`. The client's (75 s) must be longer, so that a slow answer ends as a 504. */
  PORCHLIGHT_TARGET_IDLE_TIMEOUT_MS: wholeNumber({ min: 100, max: 70_000 }).prefault('60000'),
  /** Where the operator's lists of addresses are; without one, rules that need a list match nothing. */
  PORCHLIGHT_FIREWALL_LISTS: z.string().startsWith('/', 'must be an absolute path').optional(),
  /** Holds the firewall's overlay, audit log and log; without one the document stands as it is. */
  PORCHLIGHT_DATA: z.string().startsWith('/', 'must be an absolute path').optional(),
  /** Where operators are answered. */
  PORCHLIGHT_CONTROL_SOCKET: z.string().startsWith('/', 'must be an absolute path').optional(),
  PORCHLIGHT_FIREWALL_LOG_MB: wholeNumber({ min: 1, max: 100_000 }).prefault('200'),
  PORCHLIGHT_FIREWALL_LOG_DAYS: wholeNumber({ min: 1, max: 3_650 }).prefault('30'),
  /** How many processes serve; one of them alone needs no primary beside it. */
  PORCHLIGHT_EDGE_PROCESSES: wholeNumber({ min: 1, max: 64 }).prefault('1'),
  /** In each process; trusted proxies are not counted. */
  PORCHLIGHT_MAX_CONNECTIONS_PER_ADDRESS: wholeNumber({ min: 1, max: 1_000_000 }).prefault('256'),
  PORCHLIGHT_LOG_LEVEL: LogLevel.default('info'),
  PORCHLIGHT_DRAIN_NOTICE_MS: wholeNumber({ min: 0, max: 300_000 }).prefault('0'),
  PORCHLIGHT_DRAIN_LIMIT_MS: wholeNumber({ min: 0, max: 300_000 }).prefault('4000'),
})

export type Config = ReturnType<typeof readConfig>

/** @throws {SettingsError} with every missing or malformed name. */
export function readConfig(environment: Environment = process.env) {
  const settings = readSettings(Settings, environment)
  return {
    listen: settings.PORCHLIGHT_LISTEN,
    internalListen: settings.PORCHLIGHT_INTERNAL_LISTEN,
    tls: tlsFiles(settings.PORCHLIGHT_TLS_CERTIFICATE, settings.PORCHLIGHT_TLS_KEY),
    plainListen: settings.PORCHLIGHT_PLAIN_LISTEN,
    socketsPath: settings.PORCHLIGHT_SOCKETS,
    origin: settings.PORCHLIGHT_ORIGIN,
    topology: settings.PORCHLIGHT_TOPOLOGY,
    trustedProxies: settings.PORCHLIGHT_TRUSTED_PROXIES,
    targetIdleTimeoutMs: settings.PORCHLIGHT_TARGET_IDLE_TIMEOUT_MS,
    firewallLists: settings.PORCHLIGHT_FIREWALL_LISTS,
    dataDirectory: settings.PORCHLIGHT_DATA,
    controlSocket: settings.PORCHLIGHT_CONTROL_SOCKET,
    firewallLog: {
      maxBytes: settings.PORCHLIGHT_FIREWALL_LOG_MB * 1_000_000,
      maxDays: settings.PORCHLIGHT_FIREWALL_LOG_DAYS,
    },
    targetGroup: machineTargetGroupAttributes,
    health: {
      intervalMs: settings.PORCHLIGHT_HEALTH_INTERVAL_MS,
      timeoutMs: settings.PORCHLIGHT_HEALTH_TIMEOUT_MS,
      healthyCount: settings.PORCHLIGHT_HEALTHY_COUNT,
      unhealthyCount: settings.PORCHLIGHT_UNHEALTHY_COUNT,
    },
    maxConnectionsPerAddress: settings.PORCHLIGHT_MAX_CONNECTIONS_PER_ADDRESS,
    processes: settings.PORCHLIGHT_EDGE_PROCESSES,
    logLevel: settings.PORCHLIGHT_LOG_LEVEL,
    drain: { noticeMs: settings.PORCHLIGHT_DRAIN_NOTICE_MS, limitMs: settings.PORCHLIGHT_DRAIN_LIMIT_MS },
  }
}

function isOrigin(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, '')
}

function tlsFiles(certificate: string | undefined, key: string | undefined) {
  if (certificate !== undefined && key !== undefined) return { certificate, key }
  if (certificate === undefined && key === undefined) return undefined
  throw new SettingsError(['PORCHLIGHT_TLS_CERTIFICATE: needs PORCHLIGHT_TLS_KEY beside it, and the other way round'])
}
