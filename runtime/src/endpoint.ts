import { z } from 'zod'

/** Where a process listens or is reached: a Unix socket on one machine, a port in a container. */
export type Endpoint = { kind: 'socket'; path: string } | { kind: 'port'; host: string; port: number }

/** Linux refuses longer paths with EINVAL. */
const maxSocketPathBytes = 107

/** `unix:/run/api.1.sock` or `tcp:0.0.0.0:3001`. */
export const EndpointText = z.string().transform((text, context): Endpoint => {
  if (text.startsWith('unix:/') && Buffer.byteLength(text) - 5 <= maxSocketPathBytes) {
    return { kind: 'socket', path: text.slice('unix:'.length) }
  }
  const port = /^tcp:(?<host>[^:]+|\[[0-9a-f:]+\]):(?<port>\d{1,5})$/.exec(text)?.groups
  if (port?.host !== undefined && Number(port.port) <= 65_535) {
    return { kind: 'port', host: port.host.replace(/^\[|\]$/g, ''), port: Number(port.port) }
  }
  context.addIssue(`must be unix:/PATH (a path of at most ${maxSocketPathBytes} bytes) or tcp:HOST:PORT`)
  return z.NEVER
})

export function endpointText(endpoint: Endpoint): string {
  if (endpoint.kind === 'socket') return `unix:${endpoint.path}`
  return `tcp:${endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host}:${endpoint.port}`
}
