import { type Agent, request } from 'node:http'

export type Method = 'GET' | 'POST'

export interface Asking {
  readonly agent: Agent
  readonly port: number
  readonly method: Method
  readonly token: string
  /** One for each connection: more requests than this from one address would be refused. */
  readonly localAddress: string
}

/** As a browser sends it. */
const headers = {
  Host: 'localhost',
  Accept: 'application/json',
  'Accept-Encoding': 'gzip, deflate, br, zstd',
  'Accept-Language': 'en-GB,en;q=0.9,de;q=0.8',
  Cookie:
    'porchlight.session_token=hR3kX9aQ0uWmZt7bL5nV2cYd8eFgJ1pS.s4Xq%2Fd8Zk1%2BtVw%3D; theme=dark; last=01920f3e-7b2c-7d10-9f0a-1c2b3d4e5f60',
  Referer: 'http://localhost/members/anna?tab=posts',
  'Sec-Ch-Ua': '"Chromium";v="142", "Not_A Brand";v="99"',
  'Sec-Ch-Ua-Mobile': '?0',
  'Sec-Ch-Ua-Platform': '"Linux"',
  'Sec-Fetch-Dest': 'empty',
  'Sec-Fetch-Mode': 'cors',
  'Sec-Fetch-Site': 'same-origin',
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
}
const words =
  "a porch in the evening, and what the neighbours said of it. It wasn't much, but it's late: good night.".split(' ')

/** Each request differs from the last, as those of different readers do. */
let asked = 1_000_000

/** @throws {Error} for any answer but 200. */
export function ask({ agent, port, method, token, localAddress }: Asking): Promise<void> {
  return new Promise((resolve, reject) => {
    asked += 1
    const body = method === 'POST' ? JSON.stringify({ text: post(asked), pictureIds: [] }) : undefined
    const outgoing = request({
      agent,
      port,
      host: '127.0.0.1',
      localAddress,
      method,
      path: method === 'GET' ? `/api/posts?limit=20&before=01920f3e-7b2c-7d10-9f0a-${asked}abcde` : '/api/posts',
      headers: {
        ...headers,
        Authorization: `Bearer ${token}`,
        ...(method === 'POST' && { 'Content-Type': 'application/json', Origin: 'http://localhost' }),
      },
    })
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      if (response.statusCode !== 200)
        reject(new Error(`Port ${port} answered ${response.statusCode} to ${outgoing.path} ${body ?? ''}`))
      response.resume().on('end', resolve)
    })
    outgoing.end(body)
  })
}

/** Some 1,000 characters of prose that nobody has written before. */
function post(seed: number): string {
  let text = ''
  for (let state = seed; text.length < 970; state = (Math.imul(state, 48_271) + 11) >>> 0) {
    text += `${words[state % words.length]} `
  }
  return text
}
