import { once } from 'node:events'
import { type IncomingHttpHeaders, request } from 'node:http'
import { Session } from '@porchlight/contract/identity'

export interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** The JSON of the answer, or null when it is none. */
  readonly json: ReturnType<typeof JSON.parse>
}

/** Asks an address of this machine by its name, whether or not the machine can find that name: browsers can. */
export async function ask(address: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answered> {
  const { host, port, pathname, search } = new URL(address)
  const text = body === undefined ? undefined : JSON.stringify(body)
  const outgoing = request({
    host: '127.0.0.1',
    port,
    method,
    path: pathname + search,
    agent: false,
    headers: {
      host,
      'user-agent': 'a client of tests',
      ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      ...headers,
    },
  })
  outgoing.end(text)
  const [response] = await once(outgoing, 'response')
  const answer = Buffer.concat(await Array.fromAsync(response)).toString()
  const isJson = response.headers['content-type']?.includes('json') && answer !== ''
  return {
    status: response.statusCode,
    headers: response.headers,
    text: answer,
    json: isJson ? JSON.parse(answer) : null,
  }
}

/** A browser at the pages' origin, as far as `api` can tell: it keeps the cookie, and says where it is. */
export class PageClient {
  readonly #place: { readonly origin: string; readonly apiOrigin: string }
  #cookie = ''
  #token = ''

  constructor(place: { origin: string; apiOrigin: string }) {
    this.#place = place
  }

  get token(): string {
    return this.#token
  }

  /** To identity: with the cookie. */
  async identify(path: string, body: unknown = {}): Promise<Answered> {
    const headers = { origin: this.#place.origin, ...(this.#cookie && { cookie: this.#cookie }) }
    const answer = await ask(`${this.#place.apiOrigin}/api${path}`, { method: 'POST', headers, body })
    for (const line of answer.headers['set-cookie'] ?? []) {
      this.#cookie = /max-age=0/i.test(line) ? '' : line.split(';', 1).join()
    }
    const session = Session.safeParse(answer.json).data
    if (session?.kind === 'member') this.#token = session.accessToken
    return answer
  }

  /** To anything else: with the token. */
  call(method: string, path: string, { headers, ...asked }: Omit<Asked, 'method'> = {}): Promise<Answered> {
    const own = { origin: this.#place.origin, authorization: `Bearer ${this.#token}` }
    return ask(`${this.#place.apiOrigin}/api${path}`, { method, headers: { ...own, ...headers }, ...asked })
  }
}
