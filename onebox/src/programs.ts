import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { type Service, services } from '@porchlight/system/services'
import type { Configuration } from './configuration/configuration.ts'
import type { Secrets } from './data-directory/secrets.ts'
import { functionsProgram, functionsSocket, hookSecrets } from './functions-program.ts'
import { storeNiceness } from './priority.ts'
import { repositoryRoot } from './repository.ts'
import type { Program } from './supervisor/program.ts'
import { listenText } from './supervisor/replica.ts'

export interface Surroundings {
  readonly configuration: Configuration
  readonly secrets: Secrets
  readonly socketDirectory: string
  readonly databaseUrl: string
  /** SHA-256 of the one-time administrator token, in hexadecimal. */
  readonly setupTokenHash: string
  /** What Porchlight itself was started in; only what every program needs is passed on. */
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** The edge looks at every socket this often; a new replica must have been seen before an old one leaves. */
const healthIntervalMs = 250
export const noticeMs = 3 * healthIntervalMs

type Variables = Record<string, string | undefined>

/** Every program of the system, each with the part of the environment that it needs and no more. */
export function programs(surroundings: Surroundings): readonly Program[] {
  const internal = { ...surroundings, internalListener: internalListener(surroundings.socketDirectory) }
  return [
    ...services.map((service) => serviceProgram(service, surroundings)),
    functionsProgram(internal, present(common(surroundings))),
    edgeProgram(surroundings),
  ]
}

export function socketPath(directory: string, name: string, slot: number): string {
  return join(directory, `${name}.${slot}.sock`)
}

/** For a program of `api`'s that runs once, such as the one that fills a demo. */
export function apiEnvironment(surroundings: Surroundings): Record<string, string> {
  return present({ ...common(surroundings), ...ownVariables(surroundings).api })
}

function serviceProgram(service: Service, surroundings: Surroundings): Program {
  const { configuration, socketDirectory } = surroundings
  return {
    name: service.name,
    entry: join(repositoryRoot, service.entry),
    replicas: { api: configuration.apiReplicas, web: configuration.webReplicas, objects: 1, messaging: 1 }[
      service.name
    ],
    slots: service.replicas.max + 1,
    endpoint: (slot) => ({ kind: 'socket', path: socketPath(socketDirectory, service.name, slot) }),
    readyPath: service.healthCheck.path,
    livePath: '/livez',
    environment: present({ ...common(surroundings), ...ownVariables(surroundings)[service.name] }),
    needsDatabase: service.name === 'api' || service.name === 'messaging',
    niceness: service.name === 'objects' ? storeNiceness : 0,
    role: 'service',
    roll: 'replica',
  }
}

function edgeProgram(surroundings: Surroundings): Program {
  const { configuration, socketDirectory } = surroundings
  const { host, port, plainPort, tls, topology, trustedProxies } = configuration
  return {
    name: 'edge',
    entry: join(repositoryRoot, 'edge/src/main.ts'),
    replicas: 1,
    slots: 1,
    endpoint: () => ({ kind: 'port', host, port }),
    readyPath: undefined,
    environment: present({
      ...common(surroundings),
      // Leaves time for the services and the database within the 5 s that a stop may take.
      PORCHLIGHT_DRAIN_LIMIT_MS: '3500',
      PORCHLIGHT_TLS_CERTIFICATE: tls?.certificate,
      PORCHLIGHT_TLS_KEY: tls?.key,
      PORCHLIGHT_PLAIN_LISTEN:
        plainPort === undefined ? undefined : listenText({ kind: 'port', host, port: plainPort }),
      PORCHLIGHT_TOPOLOGY: topology,
      PORCHLIGHT_TRUSTED_PROXIES: trustedProxies.join(','),
      PORCHLIGHT_SOCKETS: socketDirectory,
      PORCHLIGHT_INTERNAL_LISTEN: internalListener(socketDirectory),
      PORCHLIGHT_HEALTH_INTERVAL_MS: String(healthIntervalMs),
      PORCHLIGHT_MAX_CONNECTIONS_PER_ADDRESS: String(configuration.maxConnectionsPerAddress),
      PORCHLIGHT_EDGE_PROCESSES: String(configuration.edgeProcesses),
      PORCHLIGHT_DATA: configuration.data,
      PORCHLIGHT_CONTROL_SOCKET: controlSocket(socketDirectory),
      PORCHLIGHT_FIREWALL_LISTS: join(configuration.data, 'firewall/lists'),
      PORCHLIGHT_FIREWALL_LOG_MB: String(configuration.firewallLogMb),
      PORCHLIGHT_FIREWALL_LOG_DAYS: String(configuration.firewallLogDays),
    }),
    needsDatabase: false,
    niceness: 0,
    role: 'front',
    roll: 'itself',
  }
}

function ownVariables({ configuration, secrets, ...rest }: Surroundings): Record<Service['name'], Variables> {
  return {
    api: {
      DATABASE_URL: rest.databaseUrl,
      PORCHLIGHT_PUBLIC_API_ORIGIN: configuration.apiOrigin,
      PORCHLIGHT_AUTH_SECRET: secrets['auth-secret'],
      PORCHLIGHT_SETUP_TOKEN_HASH: rest.setupTokenHash,
      VALKEY_URL: configuration.valkeyUrl,
      PORCHLIGHT_CACHE: configuration.cache,
      PORCHLIGHT_RATE_LIMITS: configuration.rateLimits,
      PORCHLIGHT_EDGE_CONTROL_URL: `unix:${controlSocket(rest.socketDirectory)}`,
      PORCHLIGHT_FUNCTIONS_URL: `unix:${functionsSocket(rest.socketDirectory)}`,
      PORCHLIGHT_GRAPHQL_URL: internalListener(rest.socketDirectory),
      PORCHLIGHT_EGRESS_NETWORKS: configuration.egressNetworks.join(','),
      PORCHLIGHT_SMTP_URL: configuration.smtpUrl,
      PORCHLIGHT_MAIL_FROM: configuration.mailFrom,
      PORCHLIGHT_OBJECT_STORE: configuration.objectStore,
      PORCHLIGHT_GRANT_SECRET: secrets['grant-secret'],
      PORCHLIGHT_MEDIA_ORIGIN: configuration.mediaOrigin,
      PORCHLIGHT_HOOK_SECRETS: hookSecrets(secrets),
      PORCHLIGHT_PICTURES_PER_HOUR: String(configuration.picturesPerHour),
      PORCHLIGHT_PICTURES_PER_DAY: String(configuration.picturesPerDay),
      PORCHLIGHT_PICTURES_MEMBER_MB: String(configuration.picturesMemberMb),
      PORCHLIGHT_PICTURES_MB: String(configuration.picturesMb),
      PORCHLIGHT_PICTURE_ORIGINALS: configuration.pictureOriginals,
    },
    web: {
      PORCHLIGHT_API_URL: internalListener(rest.socketDirectory),
      PORCHLIGHT_PUBLIC_API_ORIGIN: configuration.apiOrigin,
      PORCHLIGHT_MEDIA_ORIGIN: configuration.mediaOrigin,
      PORCHLIGHT_TOPOLOGY: configuration.topology,
    },
    objects: {
      PORCHLIGHT_OBJECT_STORE: configuration.objectStore,
      PORCHLIGHT_GRANT_SECRET: secrets['grant-secret'],
      PORCHLIGHT_MEDIA_ORIGIN: configuration.mediaOrigin,
      PORCHLIGHT_EVENTS_URL: `unix:${functionsSocket(rest.socketDirectory)}`,
    },
    messaging: {
      DATABASE_URL: rest.databaseUrl,
      PORCHLIGHT_API_URL: internalListener(rest.socketDirectory),
      PORCHLIGHT_RATE_LIMITS: configuration.rateLimits,
      PORCHLIGHT_PAGE_SECRET: derivedSecret(secrets['auth-secret'], 'messaging pages'),
    },
  }
}

/** For a purpose that needs no secret of its own: who knows it knows nothing of the one that it is from. */
function derivedSecret(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('hex')
}

function common({ configuration, environment }: Surroundings): Variables {
  return {
    PATH: environment.PATH,
    HOME: environment.HOME,
    TZ: environment.TZ,
    LANG: environment.LANG,
    NODE_ENV: 'production',
    // Keeps what was stripped and compiled: faster starts, and 17 MB less in each process.
    NODE_COMPILE_CACHE: join(repositoryRoot, 'node_modules/.cache/porchlight/compiled'),
    PORCHLIGHT_ORIGIN: configuration.origin,
    PORCHLIGHT_LOG_LEVEL: configuration.logLevel,
    PORCHLIGHT_DRAIN_NOTICE_MS: '1000',
    PORCHLIGHT_DRAIN_LIMIT_MS: '4500',
  }
}

function internalListener(socketDirectory: string): string {
  return `unix:${join(socketDirectory, 'internal.sock')}`
}

/** The operator's command looks for it under this name, too. */
function controlSocket(socketDirectory: string): string {
  return join(socketDirectory, 'edge-control.sock')
}

function present(variables: Variables): Record<string, string> {
  const given = Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return Object.fromEntries(given)
}
