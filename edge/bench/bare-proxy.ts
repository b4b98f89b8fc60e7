import { createServer } from 'node:http'
import { Pool } from 'undici'

/** The anchor: what `node:http` and an undici Pool cost when nothing is looked at. */
const [port, socketPath = ''] = process.argv.slice(2)
const pool = new Pool('http://localhost', { socketPath, allowH2: false })
createServer((request, response) => {
  const { connection: _, 'transfer-encoding': __, ...headers } = request.headers
  const body = request.method === 'GET' ? null : request
  pool.dispatch(
    { path: request.url ?? '/', method: request.method ?? 'GET', headers, body },
    {
      onRequestStart: () => undefined,
      onResponseStart: (_controller, status, { connection: _, 'keep-alive': __, ...kept }) => {
        response.writeHead(status, kept)
      },
      onResponseData: (_controller, chunk) => {
        response.write(chunk)
      },
      onResponseEnd: () => {
        response.end()
      },
      onResponseError: () => {
        response.destroy()
      },
    },
  )
}).listen(Number(port), '127.0.0.1')
