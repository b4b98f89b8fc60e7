import type { Context } from '../context.ts'
import type { Identity } from '../identity/identity.ts'
import { type GraphqlClient, type GraphqlTarget, openGraphqlClient } from './graphql-client.ts'
import { type Notices, noNotices, openNotices } from './notices.ts'

/** The messaging tier, as `api` speaks to it. */
export interface Publishing extends Pick<Notices, 'notify'> {
  /** For facts that must arrive, see `fact-delivery.ts`; absent in a place without a messaging tier. */
  readonly client: Pick<GraphqlClient, 'send'> | undefined
  close(): Promise<void>
}

interface PublishingSettings extends Pick<Context, 'logger' | 'now'> {
  readonly target: GraphqlTarget | undefined
  readonly identity: Pick<Identity, 'issuePublisherToken'>
}

export function openPublishing({ target, identity, logger, now }: PublishingSettings): Publishing {
  if (target === undefined) return { ...noNotices, client: undefined, close: async () => {} }
  const client = openGraphqlClient({ target, issueToken: () => identity.issuePublisherToken(), now })
  const notices = openNotices({ client, logger })
  return {
    notify: notices.notify,
    client,
    async close() {
      notices.close()
      await client.close()
    },
  }
}
