import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import { startFauxqs } from 'fauxqs'
import { signatureFault } from './signature-v4.ts'

export const s3Credentials = { accessKeyId: 'AKIATESTSONLY', secretAccessKey: 'a-secret-for-tests-only' } as const

export interface S3Server {
  readonly endpoint: string
  readonly bucket: string
  close(): Promise<void>
}

/**
 * A store that speaks S3, on loopback. It would take what S3 refuses, so what stands before it checks signatures and
 * holds a PUT to `If-None-Match: *`.
 */
export async function startS3Server(): Promise<S3Server> {
  const store = await startFauxqs({ port: 0, logger: false })
  const { bucketName: bucket } = store.createBucket('pictures')
  const guard = new Guard(store.port)
  const front = createServer((request, response) => void guard.answer(request, response)).listen(0, '127.0.0.1')
  await once(front, 'listening')
  const address = front.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const close = async (): Promise<void> => {
    front.close()
    front.closeAllConnections()
    await store.stop()
  }
  return { endpoint: `http://127.0.0.1:${port}`, bucket, close }
}

class Guard {
  readonly #port: number
  /** Keys that a conditional PUT has been let through for. */
  readonly #created = new Set<string>()

  constructor(port: number) {
    this.#port = port
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fault = signatureFault(request, s3Credentials.secretAccessKey)
    if (fault !== undefined) return refuse(response, 403, fault)
    if (request.method === 'PUT' && request.headers['if-none-match'] === '*' && !this.#mayCreate(request)) {
      return refuse(response, 412, 'PreconditionFailed')
    }
    this.#pass(request, response)
  }

  #mayCreate({ url = '' }: IncomingMessage): boolean {
    const path = url.split('?', 1).join()
    if (this.#created.has(path)) return false
    this.#created.add(path)
    return true
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const { method, url, headers } = request
    const onward = send({ host: '127.0.0.1', port: this.#port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.once('error', () => response.destroy())
    request.pipe(onward)
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`)
}
