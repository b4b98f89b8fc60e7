import { MessagingError } from '../messaging-error.ts'
import type { Clock, Fetch, FetchAnswer } from '../ports.ts'
import type { Entry } from '../wire.ts'
import { type Answers, type DocumentName, documents, messageAlias, sendingTogether } from './documents.ts'
import type { Tokens } from './tokens.ts'

const answerWithinMs = 20_000

/** What passes by itself: of the contract's, of AppSync's, and of DynamoDB behind it. */
const passing = new Set([
  'Conflict',
  'TooFast',
  'Unavailable',
  'ExecutionTimeout',
  'InternalFailure',
  'InternalFailureException',
  'LimitExceededException',
  'ThrottlingException',
  'TooManyRequestsException',
  'UnauthorizedException',
])

export interface ApiOptions {
  readonly url: string
  readonly fetch: Fetch
  readonly clock: Clock
  readonly tokens: Tokens
}

interface Answer {
  readonly status: number
  readonly text: string
}

interface GraphqlAnswer<Data> {
  readonly data?: Data | null
  readonly errors?: readonly { readonly errorType?: string | null; readonly message?: string }[]
}

/** GraphQL over HTTP. A refused token is renewed once and the request repeated. */
export class Api {
  readonly #options: ApiOptions
  readonly #running = new Set<AbortController>()

  constructor(options: ApiOptions) {
    this.#options = options
  }

  /** @throws {MessagingError} and, when the member is signed out, `SignedOut`. */
  async ask<Name extends DocumentName>(name: Name, variables: object): Promise<Answers[Name]> {
    return this.#answered<Answers[Name]>(await this.#request(documents[name], variables))
  }

  /** Of one conversation, in this order. @throws as `ask` does, for the first that failed: those before it are sent. */
  async sendMessages(inputs: readonly object[]): Promise<readonly Entry[]> {
    const aliases = inputs.map((_, index) => messageAlias(index))
    const variables = Object.fromEntries(aliases.map((alias, index) => [alias, inputs[index]]))
    const answer = await this.#request(sendingTogether(inputs.length), variables)
    const entries = this.#answered<Readonly<Record<string, Entry>>>(answer)
    return aliases.flatMap((alias) => entries[alias] ?? [])
  }

  async #request(query: string, variables: object): Promise<Answer> {
    const { tokens } = this.#options
    const body = JSON.stringify({ query, variables })
    const token = await tokens.get()
    const first = await this.#post(token, body)
    return first.status === 401 ? await this.#post(await tokens.renew(token), body) : first
  }

  #answered<Data>(answer: Answer): Data {
    const { data, errors }: GraphqlAnswer<Data> = parse(answer)
    const error = errors?.[0]
    if (error) {
      const code = error.errorType ?? 'BadRequest'
      const transient = passing.has(code) || answer.status >= 500 || code.startsWith('DynamoDB:')
      throw new MessagingError(code, error.message ?? code, { transient })
    }
    if (answer.status !== 200 || !data) throw unexpected(answer.status)
    return data
  }

  stop(): void {
    for (const running of this.#running) running.abort()
  }

  async #post(token: string, body: string): Promise<Answer> {
    const { url, fetch, clock } = this.#options
    const running = new AbortController()
    const cancel = clock.after(answerWithinMs, () => running.abort())
    this.#running.add(running)
    try {
      const headers = { 'content-type': 'application/json', authorization: token }
      const answer: FetchAnswer = await fetch(url, { method: 'POST', headers, body, signal: running.signal })
      return { status: answer.status, text: await answer.text() }
    } catch (cause) {
      throw new MessagingError('Unavailable', 'The server did not answer', { cause, transient: true })
    } finally {
      cancel()
      this.#running.delete(running)
    }
  }
}

function parse({ status, text }: Answer): GraphqlAnswer<never> {
  try {
    return JSON.parse(text)
  } catch {
    throw unexpected(status)
  }
}

/** An answer that is not GraphQL's: of something on the way, or of a server that is starting. */
function unexpected(status: number): MessagingError {
  const refused = status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status)
  if (refused) return new MessagingError(status === 413 ? 'TooLong' : 'Refused', `The answer was HTTP ${status}`)
  return new MessagingError('Unavailable', `The answer was HTTP ${status}`, { transient: true })
}
