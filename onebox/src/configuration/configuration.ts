import { join } from 'node:path'
import { nearestName } from '@porchlight/runtime/nearest-name'
import { canSplit, localHosts, publicApiOrigin } from '@porchlight/system/hosts'
import type { Topology } from '@porchlight/system/topology'
import { OperatorError } from '../operator-error.ts'
import { readEnvFile } from './env-file.ts'
import type { Setting } from './setting.ts'
import { type logLevels, settings } from './settings.ts'

type Source = 'default' | 'file' | 'environment'
type Environment = Readonly<Record<string, string | undefined>>

/** The settings as values, their defaults in place. */
export interface Configuration {
  readonly data: string
  readonly port: number
  readonly host: string
  readonly origin: string
  /** Where the back end is reached: the same, unless the topology is `split`. */
  readonly apiOrigin: string
  /** Absent: something in front speaks TLS, or nobody does. */
  readonly tls: { readonly certificate: string; readonly key: string } | undefined
  readonly plainPort: number | undefined
  readonly trustedProxies: readonly string[]
  readonly topology: Topology
  readonly logLevel: (typeof logLevels)[number]
  readonly valkeyUrl: string | undefined
  readonly egressNetworks: readonly string[]
  readonly smtpUrl: string | undefined
  readonly mailFrom: string | undefined
  /** `disk:` and an absolute path. */
  readonly objectStore: string
  readonly mediaOrigin: string
  readonly cache: 'on' | 'off'
  readonly rateLimits: 'on' | 'off'
  readonly picturesPerHour: number
  readonly picturesPerDay: number
  readonly picturesMemberMb: number
  readonly picturesMb: number
  readonly pictureOriginals: 'keep' | 'drop'
  readonly pictureRetrySeconds: string
  readonly watermarkText: string | undefined
  readonly watermarkPicture: string | undefined
  readonly watermarkPosition: string
  readonly watermarkOpacity: number
  readonly firewallLogMb: number
  readonly firewallLogDays: number
  readonly maxConnectionsPerAddress: number
  readonly edgeProcesses: number
  readonly apiReplicas: number
  readonly webReplicas: number
}

/** What is shown of one setting: its text, and where it comes from. */
export interface Effective {
  readonly setting: Setting<unknown>
  readonly text: string | undefined
  readonly source: Source
}

export interface LoadedConfiguration {
  readonly values: Configuration
  readonly effective: readonly Effective[]
}

const all: readonly Setting<unknown>[] = Object.values(settings)
const known = all.map(({ name }) => name)

/** Where the settings of a data directory are. */
export function configurationFile(dataDirectory: string): string {
  return join(dataDirectory, 'config/porchlight.env')
}

/**
 * Defaults, overridden by the file, overridden by the environment. Empty counts as unset.
 *
 * @throws {OperatorError} naming every fault at once.
 */
export async function loadConfiguration(environment: Environment, terminal: boolean): Promise<LoadedConfiguration> {
  const faults: string[] = []
  const data = environment[settings.data.name] || settings.data.defaultText
  const file = await readEnvFile(configurationFile(settings.data.parse(data)))
  faults.push(...file.faults, ...strangers(environment, file.values))

  const effective = all.map((setting) => pick(setting, environment, file.values))
  const texts = new Map(effective.map(({ setting, text }) => [setting.name, text]))
  const values = parseAll(texts, faults, terminal)
  if (values.smtpUrl !== undefined && values.mailFrom === undefined) {
    faults.push(`${settings.mailFrom.name}: must be set with ${settings.smtpUrl.name}`)
  }
  if (values.topology === 'split' && !canSplit(new URL(values.origin).hostname)) faults.push(cannotSplit(values))
  faults.push(...tlsFaults(texts), ...watermarkFaults(texts))
  if (faults.length > 0) throw new OperatorError(faultText(faults))
  return { values, effective: effective.map((one) => withDerived(one, values)) }
}

function pick(setting: Setting<unknown>, environment: Environment, file: Environment): Effective {
  if (environment[setting.name]) return { setting, text: environment[setting.name], source: 'environment' }
  if (file[setting.name]) return { setting, text: file[setting.name], source: 'file' }
  return { setting, text: setting.defaultText, source: 'default' }
}

function strangers(environment: Environment, file: Environment): string[] {
  const unknown = [
    ...Object.keys(environment).filter((name) => name.startsWith('PORCHLIGHT_')),
    ...Object.keys(file),
  ].filter((name) => !known.includes(name))
  const misplaced = file[settings.data.name]
    ? [`${settings.data.name}: must be set in the environment, not in the file that it leads to`]
    : []
  return [...misplaced, ...[...new Set(unknown)].map(unknownName)]
}

function unknownName(name: string): string {
  const nearest = nearestName(name, known)
  return `${name}: is not a setting${nearest === undefined ? '' : `; did you mean ${nearest}?`}`
}

/** Adds to `faults`; where there is one the value is the default's and not to be used. */
function parseAll(texts: ReadonlyMap<string, string | undefined>, faults: string[], terminal: boolean): Configuration {
  function optional<Value>(setting: Setting<Value>): Value | undefined {
    const text = texts.get(setting.name)
    try {
      return text === undefined ? undefined : setting.parse(text)
    } catch (error) {
      faults.push(`${setting.name}: ${error instanceof Error ? error.message : String(error)}`)
      return undefined
    }
  }
  function given<Value>(setting: Setting<Value> & { readonly defaultText: string }): Value {
    return optional(setting) ?? setting.parse(setting.defaultText)
  }
  const port = given(settings.port)
  const topology = given(settings.topology)
  const certificate = optional(settings.tlsCertificate)
  const key = optional(settings.tlsKey)
  const tls = certificate === undefined || key === undefined ? undefined : { certificate, key }
  const origin = optional(settings.origin) ?? defaultOrigin({ topology, port, tls })
  const data = given(settings.data)
  return {
    port,
    topology,
    origin,
    tls,
    plainPort: optional(settings.plainPort),
    apiOrigin: publicApiOrigin(topology, origin),
    data,
    host: given(settings.host),
    trustedProxies: optional(settings.trustedProxies) ?? [],
    logLevel: optional(settings.logLevel) ?? (terminal ? 'warn' : 'info'),
    valkeyUrl: optional(settings.valkeyUrl),
    egressNetworks: optional(settings.egressNetworks) ?? [],
    smtpUrl: optional(settings.smtpUrl),
    mailFrom: optional(settings.mailFrom),
    objectStore: optional(settings.objectStore) ?? `disk:${join(data, 'objects')}`,
    mediaOrigin: optional(settings.mediaOrigin) ?? origin,
    cache: given(settings.cache),
    rateLimits: given(settings.rateLimits),
    picturesPerHour: given(settings.picturesPerHour),
    picturesPerDay: given(settings.picturesPerDay),
    picturesMemberMb: given(settings.picturesMemberMb),
    picturesMb: given(settings.picturesMb),
    pictureOriginals: given(settings.pictureOriginals),
    pictureRetrySeconds: given(settings.pictureRetrySeconds),
    watermarkText: optional(settings.watermarkText),
    watermarkPicture: optional(settings.watermarkPicture),
    watermarkPosition: given(settings.watermarkPosition),
    watermarkOpacity: given(settings.watermarkOpacity),
    firewallLogMb: given(settings.firewallLogMb),
    firewallLogDays: given(settings.firewallLogDays),
    maxConnectionsPerAddress: given(settings.maxConnectionsPerAddress),
    edgeProcesses: given(settings.edgeProcesses),
    apiReplicas: given(settings.apiReplicas),
    webReplicas: given(settings.webReplicas),
  }
}

function cannotSplit({ origin, port }: Configuration): string {
  return `${settings.origin.name}: with ${settings.topology.name}=split must be a name that api. can stand before, such as https://example.org or http://${localHosts.web}:${port}, not "${origin}"`
}

/** `split` needs a name beside which `api.` can stand. */
function defaultOrigin({ topology, port, tls }: Pick<Configuration, 'topology' | 'port' | 'tls'>): string {
  const scheme = tls === undefined ? 'http' : 'https'
  return new URL(`${scheme}://${topology === 'split' ? localHosts.web : 'localhost'}:${port}`).origin
}

function tlsFaults(texts: ReadonlyMap<string, string | undefined>): string[] {
  const { tlsCertificate, tlsKey, plainPort, port } = settings
  const [certificate, key, plain] = [tlsCertificate, tlsKey, plainPort].map(({ name }) => texts.get(name))
  if (certificate !== undefined && key === undefined) return [`${tlsKey.name}: must be set with ${tlsCertificate.name}`]
  if (certificate === undefined && key !== undefined) return [`${tlsCertificate.name}: must be set with ${tlsKey.name}`]
  if (plain === undefined) return []
  if (certificate === undefined) return [`${plainPort.name}: is only of use with ${tlsCertificate.name}`]
  return plain === texts.get(port.name) ? [`${plainPort.name}: must be another port than ${port.name}`] : []
}

function watermarkFaults(texts: ReadonlyMap<string, string | undefined>): string[] {
  const { watermarkText: text, watermarkPicture: picture } = settings
  if (texts.get(text.name) === undefined || texts.get(picture.name) === undefined) return []
  return [`${picture.name}: cannot be set beside ${text.name}; choose one`]
}

function withDerived(one: Effective, values: Configuration): Effective {
  if (one.text !== undefined) return one
  const derived = new Map<Setting<unknown>, string>([
    [settings.origin, values.origin],
    [settings.logLevel, values.logLevel],
    [settings.objectStore, values.objectStore],
    [settings.mediaOrigin, values.mediaOrigin],
  ])
  return { ...one, text: derived.get(one.setting) }
}

function faultText(faults: readonly string[]): string {
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`
  return `The settings have ${count}; nothing was started:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`
}
