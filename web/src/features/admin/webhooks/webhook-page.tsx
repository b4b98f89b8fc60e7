import type { Webhook } from '@porchlight/contract/webhooks'
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useParams } from 'react-router'
import { tell } from '../../../app/announcer.tsx'
import { useCall } from '../../../app/context.tsx'
import { useReader } from '../../../app/reader.ts'
import { problemOfError } from '../../../client/problem.ts'
import { ProblemNotice } from '../../../design/notice.tsx'
import { PageLink } from '../../../design/page-link.tsx'
import { PostSkeletons } from '../../../design/skeleton.tsx'
import { fullTime } from '../../../i18n/time.ts'
import { useTranslate } from '../../../i18n/translate.tsx'
import { AdminFrame } from '../admin-frame.tsx'
import { Deliveries } from './deliveries.tsx'
import { FreshSecret } from './fresh-secret.tsx'
import { StateText } from './state-text.tsx'
import { WebhookActions } from './webhook-actions.tsx'
import { WebhookForm } from './webhook-form.tsx'
import { useWords } from './words/use-words.ts'
import './webhooks.css'

const refreshMs = 10_000

export function Page(): ReactNode {
  const t = useTranslate()
  const words = useWords()
  const { webhookId = '' } = useParams()
  const webhooks = useWebhooks()
  const webhook = webhooks.data?.find(({ id }) => id === webhookId)
  return (
    <AdminFrame text={words('intro')}>
      <p>
        <PageLink to="/admin/webhooks">{words('page.all')}</PageLink>
      </p>
      {webhooks.isPending && <PostSkeletons label={t('timeline.loading')} number={3} />}
      {webhooks.error && !webhooks.data && (
        <ProblemNotice problem={problemOfError(webhooks.error)} onRetry={() => void webhooks.refetch()} />
      )}
      {webhooks.data && !webhook && <p className="soft">{words('page.gone')}</p>}
      {webhook && <Whole key={webhook.id} webhook={webhook} />}
    </AdminFrame>
  )
}

/** There are few, so one is found among all. */
function useWebhooks(): UseQueryResult<readonly Webhook[]> {
  const call = useCall()
  return useQuery({
    queryKey: ['admin', 'webhooks', 'all'],
    queryFn: async ({ signal }) => (await call('GET /admin/webhooks', { query: { limit: 50 }, signal })).items,
    staleTime: 0,
    refetchInterval: refreshMs,
  })
}

function Whole({ webhook }: { webhook: Webhook }): ReactNode {
  const words = useWords()
  const reader = useReader()
  const [secret, setSecret] = useState<string | null>(null)
  const { description, url, events, previousSecretUntil } = webhook
  return (
    <>
      <section className="webhook-head">
        <h2 dir="auto">{description || new URL(url).host}</h2>
        <code dir="ltr">{url}</code>
        <span className="soft small">{events.map((type) => words(`event.${type}`)).join(' · ')}</span>
        <StateText webhook={webhook} />
        {previousSecretUntil && (
          <span className="soft small">
            {words('secret.previous', { date: fullTime(previousSecretUntil, reader) })}
          </span>
        )}
      </section>
      <WebhookActions webhook={webhook} onSecret={setSecret} />
      {secret && <FreshSecret secret={secret} />}
      <Change webhook={webhook} />
      <Deliveries webhook={webhook} />
    </>
  )
}

function Change({ webhook }: { webhook: Webhook }): ReactNode {
  const words = useWords()
  const call = useCall()
  const client = useQueryClient()
  const params = { webhookId: webhook.id }
  return (
    <details className="webhook-change">
      <summary>{words('page.change')}</summary>
      <WebhookForm
        webhook={webhook}
        action={words('form.save')}
        send={async (draft) => {
          await call('PATCH /admin/webhooks/:webhookId', { params, body: draft })
          await client.invalidateQueries({ queryKey: ['admin', 'webhooks'] })
          tell(words('form.saved'))
        }}
      />
    </details>
  )
}
