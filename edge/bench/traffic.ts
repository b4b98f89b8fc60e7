import type { InspectedRequest } from '../src/firewall/inspected-request.ts'
import { inspect, type WireRequest } from './judging/wire-request.ts'

const attacks = [
  "' or 1=1 -- ",
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '; cat /etc/passwd',
  '<!--#exec cmd="id"-->',
]

/** Of 100 requests one is an attack, nine post, the others read; none is like another. */
export function trafficRequest(index: number): InspectedRequest | undefined {
  const turn = index % 100
  if (turn === 0)
    return inspect(read(`/search?page=2&q=${index}${encodeURIComponent(attacks[(index / 100) % 5] ?? '')}`, index))
  if (turn < 10) return inspect(post(index))
  return inspect(read(turn < 40 ? `/members/m${index}/posts?limit=20&before=${index * 7}` : `/posts/${index}`, index))
}

function read(target: string, index: number): WireRequest {
  return { method: 'GET', target, headers: { cookie: `session=s${index}; theme=dark` } }
}

function post(index: number): WireRequest {
  const text = `${index} evenings on the porch, and what the neighbours said of them. `.repeat(12)
  return {
    method: 'POST',
    target: '/api/posts',
    headers: { 'content-type': 'application/json', cookie: `session=s${index}` },
    body: Buffer.from(JSON.stringify({ text, pictureIds: [] })),
  }
}
