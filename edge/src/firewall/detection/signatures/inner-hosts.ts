import type { Signature } from './signature.ts'

const family = 'ssrf'

/** Hosts inside a network by their names and in further notations, as the whole value. */
export const innerHostSignatures: readonly Signature[] = [
  {
    rule: 'inner-host',
    family,
    attack: 'a host that only this network knows',
    literals: ['://', 'https:', 'http:'],
    score: 5,
    upTo: 'payload',
    places: ['query', 'body', 'path', 'cookie'],
    confirm:
      /(?<=^(?:url:|view-source:)?(?:https?|wss?)?)(?:https?:|:\/\/)(?:[^@/ ]{1,40}@)?(?:0\d{3}\.[\d.]{1,14}|169\.\d{4,8}|\[(?:64:ff9b|::\d|fe[89ab]|f[cd])[^\]]{0,40}\]|localhost\.?|(?:[\w-]{1,40}\.)?(?:localtest\.me|localh\.st|vcap\.me|lvh\.me|lacolhost\.com|yoogle\.com|dod\.network|zaproxy\.org)|ip6-(?:localhost|loopback)|(?:docker\.for\.(?:mac|win)|host|gateway|kubernetes)\.[\w.]{1,30}(?:localhost|internal)|(?:mongo(?:db)?|etcd|memcached?|postgres(?:ql)?|mysql|rabbitmq|kafka|zookeeper|kubernetes|jenkins|grafana|prometheus|kibana|minio|metadata|docker|nginx|db|api|backend|app|web|cache|solr|influxdb|couchdb|cassandra|gitlab|sonarqube|keycloak|registry)(?=[:/])|[\w.-]{1,60}\.(?:corp|lan|intra|intranet|home|private|consul|cluster|svc|svc\.cluster\.local|nip\.io|sslip\.io))(?=[:/?#]|$)/y,
  },
  {
    rule: 'inner-scheme',
    family,
    attack: 'a socket or a wrapped address in place of an address',
    literals: [
      'unix:',
      'http+unix:',
      'view-source:',
      'smtp://',
      'nfs://',
      'afp://',
      'file://',
      'pop3://',
      'rtsp://',
      'svn://',
      'git://',
      'vnc://',
      'rdp://',
    ],
    score: 5,
    upTo: 'payload',
    confirm:
      /(?<=^|=)(?:unix:\/{1,3}(?:var|run|tmp)|http\+unix:|view-source:(?:https?|file):|(?:smtp|nfs|afp|pop3|rtsp|svn|git|vnc|rdp):\/\/(?:[^@/ ]{1,40}@)?(?:localhost|127\.|10\.|192\.168\.|172\.|0\.|\[))/y,
  },
]
