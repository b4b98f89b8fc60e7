import type { Webhook, WebhookDelivery } from '@porchlight/contract/webhooks'
import { type ReactNode, useState } from 'react'
import { useCall } from '../../../app/context.tsx'
import { useReader } from '../../../app/reader.ts'
import { Button } from '../../../design/button.tsx'
import { SelectField } from '../../../design/field.tsx'
import { Moment } from '../../../design/moment.tsx'
import { fullTime } from '../../../i18n/time.ts'
import { AdminList } from '../admin-list.tsx'
import { useAct } from '../use-act.ts'
import { useWords } from './words/use-words.ts'

const refreshMs = 5_000
const choices = ['all', 'waiting', 'delivered', 'failed'] as const

export function Deliveries({ webhook }: { webhook: Webhook }): ReactNode {
  const words = useWords()
  const call = useCall()
  const [state, setState] = useState<(typeof choices)[number]>('all')
  const params = { webhookId: webhook.id }
  return (
    <section className="webhook-deliveries">
      <h2>{words('deliveries.title')}</h2>
      <SelectField
        label={words('deliveries.show')}
        options={choices.map((value) => ({ value, label: words(`deliveries.${value}`) }))}
        value={state}
        onChoose={setState}
      />
      <AdminList
        name="webhooks"
        part={`${webhook.id} ${state}`}
        refreshMs={refreshMs}
        fetchPage={(cursor) => {
          const query = { ...(state !== 'all' && { state }), ...(cursor && { cursor }) }
          return call('GET /admin/webhooks/:webhookId/deliveries', { params, query })
        }}
        empty={words('deliveries.empty')}
      >
        {(delivery) => <DeliveryLine key={delivery.id} webhook={webhook} delivery={delivery} />}
      </AdminList>
    </section>
  )
}

interface DeliveryProps {
  readonly webhook: Webhook
  readonly delivery: WebhookDelivery
}

function DeliveryLine({ webhook, delivery }: DeliveryProps): ReactNode {
  const words = useWords()
  const { type, state, fault, responseStatus, createdAt } = delivery
  const shown = state === 'waiting' && fault !== null ? 'retrying' : state
  return (
    <li>
      <details className="delivery">
        <summary>
          <span className="line-words">
            <span>{words(`event.${type}`)}</span>
            <span className="soft small">
              <span className={shown === 'failed' || shown === 'retrying' ? 'webhook-ill' : undefined}>
                {words(`delivery.${shown}`)}
              </span>
              {responseStatus !== null && ` · ${words('delivery.status', { status: responseStatus })}`}
            </span>
          </span>
          <span className="soft small">
            <Moment at={createdAt} />
          </span>
        </summary>
        <DeliveryDetails webhook={webhook} delivery={delivery} />
      </details>
    </li>
  )
}

function DeliveryDetails({ webhook, delivery }: DeliveryProps): ReactNode {
  const words = useWords()
  const reader = useReader()
  const { fault, attempts, nextAttemptAt, eventId, answer } = delivery
  return (
    <div className="delivery-details">
      {fault && <p>{words(`fault.${fault}`)}</p>}
      <p className="soft small">
        {words('delivery.attempts', { count: attempts })}
        {nextAttemptAt && ` ${words('delivery.next', { date: fullTime(nextAttemptAt, reader) })}`}
      </p>
      <p className="soft small">{words('delivery.id', { id: eventId })}</p>
      {answer && (
        <>
          <p className="soft small">{words('delivery.answer')}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre tabIndex={0} dir="auto">
            {answer}
          </pre>
        </>
      )}
      {webhook.disabledBecause === null && <Redeliver webhook={webhook} delivery={delivery} />}
    </div>
  )
}

function Redeliver({ webhook, delivery }: DeliveryProps): ReactNode {
  const words = useWords()
  const call = useCall()
  const { busy, act } = useAct()
  const params = { webhookId: webhook.id, deliveryId: delivery.id }
  const again = () => call('POST /admin/webhooks/:webhookId/deliveries/:deliveryId/redeliveries', { params })
  return (
    <div className="form-actions">
      <Button busy={busy} icon="retry" onClick={() => act(again, words('delivery.againQueued'))}>
        {words('delivery.again')}
      </Button>
    </div>
  )
}
