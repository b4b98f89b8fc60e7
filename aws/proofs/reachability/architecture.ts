import type { Assembly } from '../assembly.ts'

/*
 * What docs/ARCHITECTURE.md draws, as connections. Written by hand and from nothing that the templates are made from: a
 * change of the network is a change here too.
 */

const everywhere = [
  'internet -> public load balancer: tcp 443',
  'internet -> AppSync: tcp 443',
  'internet -> CloudFront: tcp 443',
  'public load balancer -> web: tcp 3000',
  'web -> internal load balancer: tcp 443',
  'internal load balancer -> api: tcp 3001',
  'api -> database: tcp 5432',
  'api -> cache: tcp 6379',
  'api -> cache: tcp 6380',
]

/** To AWS's services, to what operators have `api` call, to SES; load balancers fetch the keys of access tokens. */
const out = [
  'api -> internet: tcp 443',
  'api -> internet: tcp 465',
  'node -> internet: tcp 443',
  'public load balancer -> internet: tcp 443',
  'internal load balancer -> internet: tcp 443',
]

/** Behind `proxy`, `web` is the only one that browsers reach. */
const whereApiIsPublic = ['public load balancer -> api: tcp 3001']

const whereThereAreEndpoints = ['api -> endpoint: tcp 443', 'node -> endpoint: tcp 443']

export function architecture({ environment, topology }: Assembly): readonly string[] {
  return [
    ...everywhere,
    ...out,
    ...(topology === 'proxy' ? [] : whereApiIsPublic),
    ...(environment === 'large' ? whereThereAreEndpoints : []),
  ]
}
