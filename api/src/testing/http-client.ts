import { Webhook } from 'standardwebhooks'

/** What a test sends. `body` goes as JSON; a string or bytes go as they are. */
export interface Sent {
  readonly token?: string
  readonly cookie?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly body?: unknown
  /** Signs the body as a webhook's. */
  readonly hook?: { readonly secret: string; readonly id?: string; readonly at?: Date }
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** The JSON of the answer, or null when it was empty. */
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts what it reads
  readonly body: any
}

export async function send(address: string, endpoint: string, sent: Sent): Promise<Answer> {
  const [method = 'GET', path = '/'] = endpoint.split(' ')
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(sent.params?.[name] ?? `:${name}`))
  const url = new URL(`${address}/api${filled}`)
  for (const [name, value] of Object.entries(sent.query ?? {})) url.searchParams.set(name, String(value))
  const response = await fetch(url, {
    method,
    headers: headersOf(sent),
    ...(sent.body === undefined ? {} : { body: bytesOf(sent.body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
}

function headersOf({ token, cookie, headers, body, hook }: Sent): Record<string, string> {
  return {
    ...(hook === undefined ? {} : signatureOf(hook, body)),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(cookie === undefined ? {} : { cookie }),
    ...headers,
  }
}

function bytesOf(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return body
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body)
}

function signatureOf({ secret, id = 'a webhook', at = new Date() }: NonNullable<Sent['hook']>, body: unknown) {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, at, Buffer.from(bytesOf(body))),
  }
}
