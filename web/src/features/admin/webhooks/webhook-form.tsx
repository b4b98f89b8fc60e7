import { limits } from '@porchlight/contract/text'
import type { Webhook, WebhookDraft, WebhookEventType } from '@porchlight/contract/webhooks'
import { type ReactNode, useId, useState } from 'react'
import type { ApiProblem } from '../../../client/problem.ts'
import { Button } from '../../../design/button.tsx'
import { TextField } from '../../../design/field.tsx'
import { useForm } from '../../../design/form.ts'
import { ProblemNotice } from '../../../design/notice.tsx'
import { useWords } from './words/use-words.ts'

interface WebhookFormProps {
  /** Absent: a new one. */
  readonly webhook?: Webhook
  readonly action: string
  readonly send: (draft: WebhookDraft) => Promise<void>
}

export function WebhookForm({ webhook, action, send }: WebhookFormProps): ReactNode {
  const words = useWords()
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [description, setDescription] = useState(webhook?.description ?? '')
  const [events, setEvents] = useState<readonly WebhookEventType[]>(webhook?.events ?? ['post.published'])
  const form = useForm<'url' | 'events'>({
    check: () => ({
      ...(!URL.canParse(url.trim()) && { url: words('form.url.fault') }),
      ...(events.length === 0 && { events: words('form.events.fault') }),
    }),
    send: () => send({ url: url.trim(), description, events: [...events] }),
    faultsOf: (problem: ApiProblem) =>
      problem.faults.some(({ pointer }) => pointer === '/url') ? { url: words('form.url.refused') } : {},
  })
  return (
    <form className="form" noValidate onSubmit={form.onSubmit}>
      <TextField
        label={words('form.url')}
        hint={words('form.url.hint')}
        fault={form.faults.url}
        dir="ltr"
        type="url"
        autoComplete="off"
        spellCheck={false}
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      <TextField
        label={words('form.description')}
        maxLength={limits.webhookDescriptionGraphemes}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      <EventChoices chosen={events} fault={form.faults.events} onChoose={setEvents} />
      {form.problem && <ProblemNotice problem={form.problem} />}
      <div className="form-actions">
        <Button look="primary" type="submit" busy={form.busy}>
          {action}
        </Button>
      </div>
    </form>
  )
}

/** Written out, so that the page need not load the schemas. */
const eventTypes: readonly WebhookEventType[] = ['post.published', 'post.deleted', 'picture.ready', 'picture.failed']

interface EventChoicesProps {
  readonly chosen: readonly WebhookEventType[]
  readonly fault: string | undefined
  readonly onChoose: (chosen: readonly WebhookEventType[]) => void
}

function EventChoices({ chosen, fault, onChoose }: EventChoicesProps): ReactNode {
  const words = useWords()
  const faultId = useId()
  return (
    <fieldset className={fault ? 'choices field-faulty' : 'choices'} aria-describedby={fault && faultId}>
      <legend>{words('form.events')}</legend>
      {eventTypes.map((type) => (
        <label className="choice" key={type}>
          <input
            type="checkbox"
            checked={chosen.includes(type)}
            aria-invalid={fault ? true : undefined}
            onChange={({ target }) =>
              onChoose(eventTypes.filter((each) => (each === type ? target.checked : chosen.includes(each))))
            }
          />
          <span>
            <span className="choice-label">{words(`event.${type}`)}</span>
            <code className="choice-text" dir="ltr">
              {type}
            </code>
          </span>
        </label>
      ))}
      {fault && (
        <p className="field-fault" id={faultId}>
          {fault}
        </p>
      )}
    </fieldset>
  )
}
