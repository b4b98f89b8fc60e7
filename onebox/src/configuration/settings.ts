import { resolve } from 'node:path'
import { pictureAllowance } from '@porchlight/system/pictures'
import { api, type Service, web } from '@porchlight/system/services'
import { topologies } from '@porchlight/system/topology'
import { repositoryRoot } from '../repository.ts'
import {
  address,
  countOrCores,
  disk,
  fileIn,
  mailbox,
  networks,
  oneOf,
  origin,
  type Setting,
  urlWith,
  wholeNumber,
} from './setting.ts'

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const

const switches = ['on', 'off'] as const

/** Everything that an operator may set, in the order in which it is shown. */
export const settings = {
  data: {
    name: 'PORCHLIGHT_DATA',
    summary: 'Where everything is kept, relative to the repository. Set it in the environment only.',
    defaultText: './data',
    parse: (text: string) => resolve(repositoryRoot, text),
  },
  port: {
    name: 'PORCHLIGHT_PORT',
    summary: 'The port that browsers connect to.',
    defaultText: '8080',
    parse: wholeNumber(1, 65_535),
  },
  host: {
    name: 'PORCHLIGHT_HOST',
    summary: 'The address it listens on. 0.0.0.0 opens it to the network; set PORCHLIGHT_ORIGIN too then.',
    defaultText: '127.0.0.1',
    parse: address,
  },
  origin: {
    name: 'PORCHLIGHT_ORIGIN',
    summary:
      'The address that members type, such as https://example.org. Default: localhost and the port, with split porchlight.localhost; https with a certificate.',
    parse: origin,
  },
  tlsCertificate: {
    name: 'PORCHLIGHT_TLS_CERTIFICATE',
    summary:
      'The file of a certificate with its chain (PEM), to speak TLS without a proxy in front. Renewed ones are found.',
    parse: fileIn(repositoryRoot),
  },
  tlsKey: {
    name: 'PORCHLIGHT_TLS_KEY',
    summary: 'The file of its private key (PEM). Needed with PORCHLIGHT_TLS_CERTIFICATE.',
    parse: fileIn(repositoryRoot),
  },
  plainPort: {
    name: 'PORCHLIGHT_PLAIN_PORT',
    summary: 'With a certificate, another port where plain HTTP is sent to https, such as 80. Default: none.',
    parse: wholeNumber(1, 65_535),
  },
  trustedProxies: {
    name: 'PORCHLIGHT_TRUSTED_PROXIES',
    summary: 'Networks of proxies in front whose X-Forwarded-For is believed, such as 10.0.0.0/8. Default: none.',
    parse: networks,
  },
  topology: {
    name: 'PORCHLIGHT_TOPOLOGY',
    summary:
      'How the public reaches the back end: path, under the same name; split, under api. before the name; proxy, through the pages.',
    defaultText: 'path',
    parse: oneOf(topologies),
  },
  logLevel: {
    name: 'PORCHLIGHT_LOG_LEVEL',
    summary: `What is logged: ${logLevels.join(', ')}. Default: info, on a terminal warn.`,
    parse: oneOf(logLevels),
  },
  valkeyUrl: {
    name: 'VALKEY_URL',
    summary: 'A Valkey or Redis to share the cache in, such as redis://localhost:6379. Default: each process its own.',
    secret: true,
    parse: urlWith('redis', 'rediss', 'valkey', 'valkeys'),
  },
  smtpUrl: {
    name: 'PORCHLIGHT_SMTP_URL',
    summary: 'The mail server, such as smtps://user:password@mail.example.org. Default: mails wait in the outbox page.',
    secret: true,
    parse: urlWith('smtp', 'smtps'),
  },
  mailFrom: {
    name: 'PORCHLIGHT_MAIL_FROM',
    summary: 'Whom mails come from, such as Porchlight <porch@example.org>. Needed with PORCHLIGHT_SMTP_URL.',
    parse: mailbox,
  },
  egressNetworks: {
    name: 'PORCHLIGHT_EGRESS_NETWORKS',
    summary:
      'Networks of your own that webhooks may reach, by plain HTTP too, such as 10.0.0.0/8. Default: none, only public addresses.',
    parse: networks,
  },
  objectStore: {
    name: 'PORCHLIGHT_OBJECT_STORE',
    summary: 'Where pictures are kept, such as disk:/srv/pictures. Default: the folder objects with the other data.',
    parse: disk,
  },
  mediaOrigin: {
    name: 'PORCHLIGHT_MEDIA_ORIGIN',
    summary:
      'Another address for pictures, of a CDN that asks this place for /uploads and /renders. Default: PORCHLIGHT_ORIGIN.',
    parse: origin,
  },
  cache: {
    name: 'PORCHLIGHT_CACHE',
    summary: 'Whether what is read often is kept at hand: on or off. Off is for measurements.',
    defaultText: 'on',
    parse: oneOf(switches),
  },
  rateLimits: {
    name: 'PORCHLIGHT_RATE_LIMITS',
    summary: 'Whether the requests of each member and address are limited: on or off. Off is for measurements.',
    defaultText: 'on',
    parse: oneOf(switches),
  },
  picturesPerHour: {
    name: 'PORCHLIGHT_PICTURES_PER_HOUR',
    summary: 'How many pictures a member may upload in an hour.',
    defaultText: String(pictureAllowance.perHour),
    parse: wholeNumber(1, 1_000_000),
  },
  picturesPerDay: {
    name: 'PORCHLIGHT_PICTURES_PER_DAY',
    summary: 'How many pictures a member may upload in a day (UTC).',
    defaultText: String(pictureAllowance.perDay),
    parse: wholeNumber(1, 1_000_000),
  },
  picturesMemberMb: {
    name: 'PORCHLIGHT_PICTURES_MEMBER_MB',
    summary: 'How much the pictures of one member may take, originals and renders, in MB.',
    defaultText: String(pictureAllowance.megabytesPerMember),
    parse: wholeNumber(1, 100_000_000),
  },
  picturesMb: {
    name: 'PORCHLIGHT_PICTURES_MB',
    summary: 'How much all pictures may take, in MB.',
    defaultText: String(pictureAllowance.megabytes),
    parse: wholeNumber(1, 100_000_000),
  },
  pictureOriginals: {
    name: 'PORCHLIGHT_PICTURE_ORIGINALS',
    summary: 'What becomes of an original once its renders are there: keep or drop.',
    defaultText: 'keep',
    parse: oneOf(['keep', 'drop'] as const),
  },
  pictureRetrySeconds: {
    name: 'PORCHLIGHT_PICTURE_RETRY_SECONDS',
    summary: 'How long after a failure a picture is tried again, in seconds: before the second and the third attempt.',
    defaultText: '60,120',
    parse: secondsList,
  },
  watermarkText: {
    name: 'PORCHLIGHT_WATERMARK_TEXT',
    summary: 'A text that is laid over new pictures of posts and messages, of up to 60 characters. Default: none.',
    parse: watermarkText,
  },
  watermarkPicture: {
    name: 'PORCHLIGHT_WATERMARK_PICTURE',
    summary: 'In its place a picture: the file of a PNG or WebP. Default: none.',
    parse: fileIn(repositoryRoot),
  },
  watermarkPosition: {
    name: 'PORCHLIGHT_WATERMARK_POSITION',
    summary: 'Where the watermark stands: northwest, northeast, center, southwest or southeast.',
    defaultText: 'southeast',
    parse: oneOf(['northwest', 'northeast', 'center', 'southwest', 'southeast'] as const),
  },
  watermarkOpacity: {
    name: 'PORCHLIGHT_WATERMARK_OPACITY',
    summary: 'How strong the watermark is, in per cent.',
    defaultText: '60',
    parse: wholeNumber(1, 100),
  },
  firewallLogMb: {
    name: 'PORCHLIGHT_FIREWALL_LOG_MB',
    summary: "How much of the firewall's log is kept, in MB.",
    defaultText: '200',
    parse: wholeNumber(1, 100_000),
  },
  firewallLogDays: {
    name: 'PORCHLIGHT_FIREWALL_LOG_DAYS',
    summary: "How many days of the firewall's log are kept, within those MB.",
    defaultText: '30',
    parse: wholeNumber(1, 3_650),
  },
  maxConnectionsPerAddress: {
    name: 'PORCHLIGHT_MAX_CONNECTIONS_PER_ADDRESS',
    summary: 'How many connections one address may hold open; trusted proxies are not counted.',
    defaultText: '256',
    parse: wholeNumber(1, 1_000_000),
  },
  edgeProcesses: {
    name: 'PORCHLIGHT_EDGE_PROCESSES',
    summary:
      'How many processes stand in front, or auto for one a core. Rates are added up over all of them every 2 s.',
    defaultText: '1',
    parse: countOrCores(64),
  },
  apiReplicas: replicas('PORCHLIGHT_API_REPLICAS', api),
  webReplicas: replicas('PORCHLIGHT_WEB_REPLICAS', web),
} as const satisfies Record<string, Setting<unknown>>

/** As the function runner reads it. */
function secondsList(text: string): string {
  if (/^\d{1,6}(,\d{1,6}){0,9}$/.test(text)) return text
  throw new Error(`must be whole seconds with commas between, such as 60,120, not "${text}"`)
}

function watermarkText(text: string): string {
  if (text.trim() !== '' && text.length <= 60) return text
  throw new Error('must be a text of at most 60 characters')
}

function replicas(name: string, service: Service): Setting<number> & { defaultText: string } {
  const { min, max } = service.replicas
  return {
    name,
    summary: `How many processes of ${service.name} run, ${min} to ${max}.`,
    defaultText: String(min),
    parse: wholeNumber(min, max),
  }
}
