import type { NewWebhook, Webhook } from '@porchlight/contract/webhooks'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useCall } from '../../../app/context.tsx'
import { PageLink } from '../../../design/page-link.tsx'
import { AdminFrame } from '../admin-frame.tsx'
import { AdminList } from '../admin-list.tsx'
import { FreshSecret } from './fresh-secret.tsx'
import { StateText } from './state-text.tsx'
import { WebhookForm } from './webhook-form.tsx'
import { useWords } from './words/use-words.ts'
import './webhooks.css'

export function Page(): ReactNode {
  const words = useWords()
  const call = useCall()
  const client = useQueryClient()
  const [made, setMade] = useState<NewWebhook | null>(null)
  return (
    <AdminFrame text={words('intro')}>
      {made && <FreshSecret secret={made.secret} />}
      <AdminList
        name="webhooks"
        fetchPage={(cursor) => call('GET /admin/webhooks', { ...(cursor && { query: { cursor } }) })}
        empty={words('list.empty')}
      >
        {(webhook) => <WebhookLine key={webhook.id} webhook={webhook} />}
      </AdminList>
      <h2>{words('form.add')}</h2>
      <WebhookForm
        key={made?.id}
        action={words('form.submit')}
        send={async (draft) => {
          setMade(await call('POST /admin/webhooks', { body: draft }))
          await client.invalidateQueries({ queryKey: ['admin', 'webhooks'] })
        }}
      />
    </AdminFrame>
  )
}

function WebhookLine({ webhook }: { webhook: Webhook }): ReactNode {
  const words = useWords()
  const { host, pathname } = new URL(webhook.url)
  return (
    <li className="line">
      <span className="line-words">
        <PageLink className="webhook-link" to={`/admin/webhooks/${webhook.id}`} dir="auto">
          {webhook.description || host}
        </PageLink>
        <code className="soft" dir="ltr">
          {host}
          {pathname}
        </code>
        <span className="soft small">{webhook.events.map((type) => words(`event.${type}`)).join(' · ')}</span>
      </span>
      <StateText webhook={webhook} />
    </li>
  )
}
