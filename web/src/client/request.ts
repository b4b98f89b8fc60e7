import { ApiProblem, problemOfResponse } from './problem.ts'

/** What a call comes down to: without types, so that it is written once. */
export interface PlainCall {
  readonly params?: Readonly<Record<string, string>> | undefined
  readonly query?: object | undefined
  readonly body?: unknown
  readonly idempotencyKey?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** `GET /posts/:postId` with its params and query in place. */
export function addressOf(path: string, { params = {}, query = {} }: Pick<PlainCall, 'params' | 'query'>): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) search.set(name, String(value))
  }
  return search.size === 0 ? `/api${filled}` : `/api${filled}?${search}`
}

/** @throws {ApiProblem} for every answer that is not a success. */
export async function send(
  origin: string,
  name: string,
  call: PlainCall,
  token: string | undefined,
): ReturnType<Response['json']> {
  const [method = 'GET', path = ''] = name.split(' ')
  const headers = new Headers({ accept: 'application/json' })
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
  if (call.body !== undefined) headers.set('content-type', 'application/json')
  if (call.idempotencyKey !== undefined) headers.set('idempotency-key', call.idempotencyKey)
  const response = await reach(origin, addressOf(path, call), {
    method,
    headers,
    // The cookie is identity's alone; everything else goes by the bearer.
    credentials: path.startsWith('/auth/') ? 'include' : 'omit',
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    ...(call.signal && { signal: call.signal }),
  })
  if (!response.ok) throw await problemOfResponse(response)
  return response.status === 202 || response.status === 204 ? undefined : response.json()
}

async function reach(origin: string, address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`${origin}${address}`, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    // Under another name a refusal without leave to be read looks like a connection that failed.
    throw new ApiProblem(origin === '' || navigator.onLine === false ? 'unreachable' : 'withheld', 0)
  }
}
