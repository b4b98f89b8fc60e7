import assert from 'node:assert/strict'
import type { Endpoint } from '@porchlight/contract/endpoint'
import { type EndpointName, endpoints } from '@porchlight/contract/endpoints'
import type { ErrorCode } from '@porchlight/contract/errors'
import { refusalsOf } from '../reference/refusals.ts'
import type { Answer, Sent } from './http-client.ts'
import type { MatrixRow } from './matrix-rows.ts'
import type { MatrixWorld } from './matrix-world.ts'
import { assertProblem } from './problem-assertions.ts'
import { testHookSecret, testOrigin } from './test-api.ts'

/** One route with all that it takes to call it rightly, so that each case makes one thing wrong. */
export class RouteUnderTest {
  readonly name: EndpointName
  readonly endpoint: Endpoint
  readonly row: MatrixRow
  readonly #world: MatrixWorld

  constructor({ name, row, world }: { name: EndpointName; row: MatrixRow; world: MatrixWorld }) {
    this.name = name
    this.endpoint = endpoints[name]
    this.row = row
    this.#world = world
  }

  get isWrite(): boolean {
    return !this.name.startsWith('GET ')
  }

  /** What its caller would send, without any token. */
  get anonymousCall(): Sent {
    return {
      ...(this.endpoint.access === 'browser' ? { headers: { origin: testOrigin } } : {}),
      ...(this.row.params === undefined ? {} : { params: this.row.params(this.#world) }),
      ...(this.row.query === undefined ? {} : { query: this.row.query }),
      ...(this.row.body === undefined ? {} : { body: this.row.body }),
    }
  }

  get call(): Sent {
    const { owner, administrator } = this.#world
    const { access } = this.endpoint
    if (access === 'member') return { ...this.anonymousCall, token: owner.token }
    if (access === 'hook') return { ...this.anonymousCall, hook: { secret: testHookSecret } }
    return access === 'administrator' ? { ...this.anonymousCall, token: administrator.token } : this.anonymousCall
  }

  /** The refusal must be the right one, and one that the reference names for this route. */
  async refuses(code: ErrorCode, what: string, sent: Sent): Promise<Answer> {
    const answer = await this.#world.api.request(this.name, sent)
    assertProblem(answer, code, `${this.name}, ${what}`)
    assert.ok(refusalsOf(this.name).includes(code), `The reference does not name ${code} for ${this.name}`)
    return answer
  }

  /** @param expected the faults' parts and pointers, all of them: `body /text`. */
  async refusesInput(what: string, sent: Sent, expected: readonly string[]): Promise<void> {
    const { body } = await this.refuses('invalid_input', what, sent)
    const faults: { in: string; pointer: string }[] = body.faults
    const named = [...new Set(faults.map((fault) => `${fault.in} ${fault.pointer}`))].sort()
    assert.deepEqual(named, [...expected].sort(), `${this.name}, ${what}: ${JSON.stringify(body)}`)
  }
}
