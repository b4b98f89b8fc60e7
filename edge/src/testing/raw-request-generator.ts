/** Draws the same from the same seed: a fault that was found once is found again. */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** From 0 to below the limit (mulberry32). */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }

  oneOf(choices: readonly string[]): string {
    return choices[this.below(choices.length)] ?? ''
  }

  /** Once in so many throws. */
  oneIn(throws: number): boolean {
    return this.below(throws) === 0
  }
}

interface Choices {
  readonly usual: readonly string[]
  readonly strange: readonly string[]
}

const methods: Choices = {
  usual: ['GET', 'GET', 'POST', 'HEAD', 'OPTIONS', 'DELETE'],
  strange: ['TRACE', 'CONNECT', 'get', 'PROPFIND', 'GE T', ''],
}
const paths: Choices = {
  usual: ['/', '/x', '/api/posts', '/api/hooks/x', '/a//b', '/a/../b', '/%61pi', '/a%2fb', '/caf%c3%a9', '/x?q=%zz'],
  strange: ['/%2e%2e', '/%zz', '*', 'http://localhost/x', 'http://elsewhere/x', 'localhost:80', '//localhost/x', ''],
}
const pieces: Choices = {
  usual: ['/./', '//', ';', ':', '@', '?q=1', '%20'],
  strange: ['%', '%00', '%2f..', '..', '\\', '#', ' ', '\t', '\0', '\xe9', '*'],
}
const versions: Choices = {
  usual: ['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0'],
  strange: ['HTTP/2.0', 'http/1.1', 'HTTP/1.11', 'HTTP/0.9', ''],
}
const lineEnds: Choices = { usual: ['\r\n'], strange: ['\n', '\r', '\r\r\n', '\r\n '] }
const hosts: Choices = {
  usual: ['localhost', 'localhost', 'localhost', 'LOCALHOST:80'],
  strange: ['elsewhere', 'a@localhost', 'localhost,localhost', '', '[::1]'],
}
const headers: Choices = {
  usual: [
    'Accept: text/html',
    'X-A: b',
    'X_A: b',
    'Cookie: a=b; c=d',
    'Connection: keep-alive',
    'Connection: close',
    'Connection: Upgrade\r\nUpgrade: h2c',
    'X-Forwarded-For: 6.6.6.6',
    'X-Forwarded-Host: elsewhere',
    'TE: trailers',
    'Trailer: Host',
  ],
  strange: [
    'Connection: Host',
    'Connection: Upgrade\r\nUpgrade: websocket',
    'Expect: 100-continue',
    'Expect: x',
    'Authorization: Bearer a.b.c',
    'Host: localhost',
    'Transfer-Encoding: gzip',
    'Transfer-Encoding : chunked',
    'Content-Length: 5',
    'Content-Length: +5',
    'Content-Length: 4, 5',
    ': b',
    'X-A',
    ' X-A: b',
    'X-A: b\0c',
    'X-\xe9: b',
  ],
}
const chunks: Choices = {
  usual: ['5\r\nhello\r\n', '5;a=b\r\nhello\r\n', '05\r\nhello\r\n'],
  strange: ['5\nhello\n', '+5\r\nhello\r\n', '6\r\nhello\r\n', 'fffffffff\r\n'],
}
const lastChunks: Choices = {
  usual: ['0\r\n\r\n', '0\r\nX-A: b\r\n\r\n', '00\r\n\r\n'],
  strange: ['0\r\nContent-Length: 9\r\n\r\n', '0\r\n', ''],
}

/** A request that is nearly right, and often quite. */
export function rawRequest(dice: Dice): string {
  const line = `${pick(dice, methods)} ${target(dice)} ${pick(dice, versions)}`
  const [framing, body] = framed(dice)
  const lines = [line, `Host: ${pick(dice, hosts)}`]
  for (let count = dice.below(4); count > 0; count -= 1) lines.push(pick(dice, headers))
  if (framing !== '') lines.push(framing)
  const head = lines.map((text) => text + (dice.oneIn(8) ? pick(dice, lineEnds) : '\r\n')).join('')
  return mutated(dice, `${head}\r\n${body}`)
}

function pick(dice: Dice, { usual, strange }: Choices): string {
  return dice.oneOf(dice.oneIn(12) ? strange : usual)
}

function target(dice: Dice): string {
  let path = pick(dice, paths)
  while (dice.oneIn(4)) path += pick(dice, pieces) + pick(dice, paths)
  return path
}

function framed(dice: Dice): readonly [framing: string, body: string] {
  const chunked = `${pick(dice, chunks)}${pick(dice, lastChunks)}`
  switch (dice.below(8)) {
    case 0:
    case 1:
      return ['Content-Length: 5', dice.oneIn(4) ? 'hel' : 'hello']
    case 2:
    case 3:
      return ['Transfer-Encoding: chunked', chunked]
    case 4:
      return ['Content-Length: 5\r\nTransfer-Encoding: chunked', chunked]
    default:
      return ['', '']
  }
}

/** Now and then a byte is changed, a part is cut or doubled, or another request follows at once. */
function mutated(dice: Dice, bytes: string): string {
  const at = dice.below(bytes.length)
  switch (dice.below(12)) {
    case 0:
      return bytes.slice(0, at) + String.fromCharCode(dice.below(256)) + bytes.slice(at + 1)
    case 1:
      return bytes.slice(0, at)
    case 2:
      return bytes.slice(0, at) + bytes.slice(Math.floor(at / 2))
    case 3:
      return bytes + rawRequest(dice)
    default:
      return bytes
  }
}
