import { z } from 'zod'
import { type InspectedBody, type InspectedRequest, maxInspectedBodyBytes } from '../inspected-request.ts'
import type { RecordedRequest, Recording } from './recorded-request.ts'
import { RecordingFault } from './recording-fault.ts'

const Named = z.object({ name: z.string(), value: z.string() })

/** HTTP Archive 1.2 as browsers export it, as much of it as a firewall looks at. */
const Entry = z.object({
  startedDateTime: z.string().optional(),
  request: z.object({
    method: z.string(),
    url: z.url({ protocol: /^https?$/ }),
    httpVersion: z.string().default('HTTP/1.1'),
    headers: z.array(Named).default([]),
    postData: z
      .object({ text: z.string().optional(), params: z.array(Named.partial({ value: true })).optional() })
      .optional(),
  }),
})
type Entry = z.infer<typeof Entry>

export const Har = z.object({ log: z.object({ entries: z.array(z.unknown()) }) })

/** Of documentation (RFC 5737): a HAR file does not say where the browser was. */
const someAddress = '192.0.2.1'

/** @throws {RecordingFault} naming the entry. */
export function readHar({ log }: z.infer<typeof Har>): Recording {
  const requests = log.entries.flatMap((entry, index) => {
    // A browser also lists what never left it, such as `data:` and `blob:`.
    if (isLocal(entry)) return []
    const parsed = Entry.safeParse(entry)
    if (!parsed.success) throw new RecordingFault(`Entry ${index + 1} of the HAR file: ${firstIssue(parsed.error)}.`)
    return [recordedRequest(parsed.data, index)]
  })
  return { requests, limits: ['no_addresses'] }
}

const WithUrl = z.object({ request: z.object({ url: z.string().regex(/^(?!https?:)/i) }) })

function isLocal(entry: unknown): boolean {
  return WithUrl.safeParse(entry).success
}

export function firstIssue({ issues: [issue] }: z.ZodError): string {
  return issue === undefined ? 'is not readable' : `${issue.path.join('.') || 'the whole'}: ${issue.message}`
}

function recordedRequest({ startedDateTime, request }: Entry, index: number): RecordedRequest {
  const url = new URL(request.url)
  const at = Date.parse(startedDateTime ?? '')
  const inspected: InspectedRequest = {
    requestId: `har-${index + 1}`,
    method: request.method.toUpperCase(),
    uriPath: url.pathname,
    queryString: url.search.slice(1),
    httpVersion: request.httpVersion.replace(/^http\//i, '') || '1.1',
    host: url.host,
    scheme: url.protocol.slice(0, -1),
    headers: headersOf(request.headers, url.host),
    clientAddress: someAddress,
    body: bodyOf(request.postData),
  }
  return { at: Number.isNaN(at) ? 0 : at, request: inspected, matched: [] }
}

/** HTTP/2 sends `:authority` in the place of `Host`. */
function headersOf(headers: readonly z.infer<typeof Named>[], host: string): string[] {
  const plain = headers
    .filter(({ name }) => !name.startsWith(':'))
    .map(({ name, value }) => [name.toLowerCase(), value])
  return plain.some(([name]) => name === 'host') ? plain.flat() : ['host', host, ...plain.flat()]
}

function bodyOf(postData: Entry['request']['postData']): InspectedBody | undefined {
  const parameters = postData?.params?.map(({ name, value = '' }) => [name, value]) ?? []
  const text = postData?.text ?? new URLSearchParams(parameters).toString()
  if (text === '') return undefined
  const bytes = Buffer.from(text)
  return { bytes: bytes.subarray(0, maxInspectedBodyBytes), oversize: bytes.length > maxInspectedBodyBytes }
}
