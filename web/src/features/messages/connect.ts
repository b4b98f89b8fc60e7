import { createMessaging, indexedDbStore, type Messaging } from '@porchlight/messaging/client'
import type { Porch } from '../../app/context.tsx'

/** Under this name the tabs of one member share what waits to be sent; another member's stays where it is. */
function storeName(memberId: string): string {
  return `porchlight.messages.${memberId}`
}

/** Connects a member's page. Where the pages' own origin has the GraphQL API, addresses are relative to it. */
export function connect({ boot, session }: Porch, memberId: string): Messaging {
  const url = new URL(boot.graphqlUrl || '/graphql', location.origin)
  return createMessaging({
    url: url.href,
    realtimeUrl: realtimeUrlOf(url),
    memberId,
    store: indexedDbStore(storeName(memberId)),
    async token(refused) {
      const known = await session.token()
      if (known !== refused) return known
      await session.resume()
      return session.token()
    },
  })
}

/** AppSync's own names have a host for sockets; a name of the operator's has a path. */
export function realtimeUrlOf(url: URL): string {
  const socket = new URL(url)
  socket.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:'
  const isAmazons = /\.appsync-api\..+\.amazonaws\.com$/.test(url.hostname)
  if (isAmazons) socket.hostname = url.hostname.replace('.appsync-api.', '.appsync-realtime-api.')
  else socket.pathname = `${url.pathname}/realtime`
  return socket.href
}
