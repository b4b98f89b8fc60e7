import { type Agent, request } from 'node:http'

interface Asking {
  readonly agent: Agent
  readonly port: number
  readonly method: 'GET' | 'POST'
  /** One for each connection: more requests than this from one address would be refused. */
  readonly localAddress: string
}

/** As a browser sends it. */
const headers = {
  Accept: 'application/json',
  'Accept-Encoding': 'gzip, deflate, br, zstd',
  'Accept-Language': 'en-GB,en;q=0.9,de;q=0.8',
  'Sec-Fetch-Mode': 'cors',
  'Sec-Fetch-Site': 'same-origin',
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
  Cookie: 'porchlight.session_token=hR3kX9aQ0uWmZt7bL5nV2cYd8eFgJ1pS.s4Xq%2Fd8Zk1%2BtVw%3D',
}
const json = { 'Content-Type': 'application/json' }
const text = 'A porch in the evening, and what the neighbours said. '.repeat(19).slice(0, 1_000)

/** Each request differs from the last, as those of different readers do. */
let asked = 1_000_000

/** @throws {Error} for any answer but 200. */
export function ask({ agent, port, method, localAddress }: Asking): Promise<void> {
  return new Promise((resolve, reject) => {
    asked += 1
    const own = { Host: `localhost:${port}`, Referer: `http://localhost:${port}/` }
    const outgoing = request({
      agent,
      port,
      host: '127.0.0.1',
      localAddress,
      method,
      path: method === 'GET' ? `/api/posts?limit=20&cursor=${asked}` : '/api/auth/session',
      headers: { ...headers, ...own, ...(method === 'POST' && json) },
    })
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      if (response.statusCode !== 200) reject(new Error(`${response.statusCode} instead of 200`))
      response.resume().on('end', resolve)
    })
    outgoing.end(method === 'POST' ? JSON.stringify({ text: `${asked} ${text}` }) : undefined)
  })
}
