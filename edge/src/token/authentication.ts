import type { Logger } from '@porchlight/runtime/logger'
import { accessToken, additionalClaims } from '@porchlight/system/token'
import type { Stage } from '../pipeline.ts'
import type { TargetGroup } from '../target-group/target-group.ts'
import { fetchKeySet } from './key-set-endpoint.ts'
import { type KeySetTimes, RemoteKeySet } from './remote-key-set.ts'
import { tokenStage } from './stage.ts'
import { TokenValidator } from './validator.ts'

export interface AuthenticationOptions {
  readonly origin: URL
  /** The service that signs access tokens. */
  readonly issuer: TargetGroup | undefined
  readonly keySetTimes: KeySetTimes
  readonly logger: Logger
}

/** What an ALB's `jwt-validation` action does, and the keys that it does it by. */
export class Authentication {
  readonly stage: Stage
  readonly #keys: RemoteKeySet

  constructor({ origin, issuer, keySetTimes: times, logger }: AuthenticationOptions) {
    if (issuer === undefined) throw new Error('No service signs access tokens')
    this.#keys = new RemoteKeySet({ fetch: (signal) => fetchKeySet(issuer, signal), times, logger })
    const expectations = { issuer: `${origin.origin}${accessToken.issuerPath}`, additionalClaims }
    this.stage = tokenStage(new TokenValidator(this.#keys, expectations))
  }

  /** Fetches the keys before the first token comes, and keeps them fresh. */
  start(): void {
    this.#keys.keepFresh()
  }

  async stop(): Promise<void> {
    await this.#keys.close()
  }
}
