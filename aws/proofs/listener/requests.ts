import type { RoutedRequest } from './edge-router.ts'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'get', 'PROPFIND']
const hosts = [
  'community.example.org',
  'COMMUNITY.example.org:443',
  'api.community.example.org',
  'internal.community.example.org',
  '10.0.0.7',
  '',
]
const starts = [
  '',
  '/',
  '/api',
  '/API',
  '/Api',
  '/api/auth',
  '/api/hooks',
  '/graphql',
  '/uploads',
  '/renders',
  '/.well-known',
  '/apis',
  '//api',
]
const ends = [
  '',
  '/',
  '/me',
  '/posts',
  '/openid-configuration',
  '/jwks',
  '/sign-in',
  '/pictures',
  '/*',
  '/?',
  '/a/b/c',
  '%2fme',
  '.json',
  '/../api/me',
  '\u00e9',
]
const searches = ['', '?', '?limit=20', '?path=/api/me', '?a=1&b=2']
const authorizations = [[], [''], ['Bearer a.b.c'], ['Basic YTpi'], ['Bearer a', 'Bearer b']]
const addresses = ['203.0.113.9', '10.0.16.4', '2001:db8::1']

/** Requests that come near every rule, the same ones for the same seed. */
export function* generateRequests(count: number, seed: number): Generator<RoutedRequest> {
  const pick = picker(seed)
  for (let index = 0; index < count; index += 1) {
    const authorization = pick(authorizations)
    yield {
      method: pick(methods),
      host: pick(hosts),
      path: pick(starts) + pick(ends) || '/',
      search: pick(searches),
      clientAddress: pick(addresses),
      headerValues: (name) => (name === 'authorization' ? authorization : []),
    }
  }
}

/** A linear congruential generator, with the constants of Numerical Recipes. */
function picker(seed: number): <Value>(values: readonly [Value, ...Value[]] | readonly Value[]) => Value {
  let state = seed >>> 0
  return (values) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const picked = values[Math.floor((state / 2 ** 32) * values.length)]
    if (picked === undefined) throw new Error('nothing to pick from')
    return picked
  }
}

export function describeRequest({ method, host, path, search, headerValues }: RoutedRequest): string {
  const token = headerValues('authorization').join(' and ') || 'none'
  return `${method} ${path}${search} at ${host || 'no host'}, authorization ${token}`
}
