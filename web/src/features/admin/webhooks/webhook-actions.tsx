import type { Webhook } from '@porchlight/contract/webhooks'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { tell } from '../../../app/announcer.tsx'
import { useCall } from '../../../app/context.tsx'
import { problemOfError } from '../../../client/problem.ts'
import { preloadDialog, useQuestion } from '../../../design/ask.tsx'
import { Button } from '../../../design/button.tsx'
import { problemKey, useTranslate } from '../../../i18n/translate.tsx'
import { useWords } from './words/use-words.ts'

interface WebhookActionsProps {
  readonly webhook: Webhook
  readonly onSecret: (secret: string) => void
}

export function WebhookActions({ webhook, onSecret }: WebhookActionsProps): ReactNode {
  const words = useWords()
  const call = useCall()
  const navigate = useNavigate()
  const { busy, run } = useDeed()
  const { ask, dialog } = useQuestion()
  const params = { webhookId: webhook.id }
  const enabled = webhook.disabledBecause === null

  const rotate = async (): Promise<string> => {
    onSecret((await call('POST /admin/webhooks/:webhookId/secrets', { params })).secret)
    return words('secret.rotated')
  }
  const remove = async (): Promise<string> => {
    await call('DELETE /admin/webhooks/:webhookId', { params })
    await navigate('/admin/webhooks')
    return words('delete.done')
  }
  const enable = async (): Promise<string> => {
    await call('PATCH /admin/webhooks/:webhookId', { params, body: { enabled: !enabled } })
    return words(enabled ? 'state.wasDisabled' : 'state.wasEnabled')
  }
  const test = async (): Promise<string> => {
    const { fault } = await call('POST /admin/webhooks/:webhookId/tests', { params })
    return fault === null ? words('test.delivered') : words('test.failed', { reason: words(`fault.${fault}`) })
  }
  const askRotate = () =>
    ask({
      title: words('secret.rotate.title'),
      text: words('secret.rotate.text'),
      yes: words('secret.rotate'),
      onYes: () => void run(rotate),
    })
  const askRemove = () =>
    ask({
      title: words('delete.title'),
      text: words('delete.text'),
      yes: words('delete'),
      // What is shown of it here must not be asked for again.
      onYes: () => void run(remove, [...stale, 'list']),
    })

  return (
    <div className="webhook-actions">
      <Button look="primary" busy={busy} onClick={() => void run(test)}>
        {words('test.send')}
      </Button>
      <Button busy={busy} onClick={() => void run(enable)}>
        {words(enabled ? 'state.disable' : 'state.enable')}
      </Button>
      <Button busy={busy} icon="key" onPointerEnter={preloadDialog} onClick={askRotate}>
        {words('secret.rotate')}
      </Button>
      <Button busy={busy} icon="trash" onPointerEnter={preloadDialog} onClick={askRemove}>
        {words('delete')}
      </Button>
      {dialog}
    </div>
  )
}

const stale = ['admin', 'webhooks']

/** @param queryKey what is read again afterwards. */
type Run = (deed: () => Promise<string>, queryKey?: readonly string[]) => Promise<void>

/** Does something once at a time and says what came of it, in the words that the deed itself finds. */
function useDeed(): { busy: boolean; run: Run } {
  const t = useTranslate()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const run: Run = async (deed, queryKey = stale) => {
    setBusy(true)
    try {
      const done = await deed()
      await client.invalidateQueries({ queryKey })
      tell(done)
    } catch (error) {
      tell(t(problemKey(problemOfError(error).code)))
    } finally {
      setBusy(false)
    }
  }
  return { busy, run }
}
