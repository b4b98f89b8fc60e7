import type { DeadLetter, FunctionStatus, Redrive } from '@porchlight/contract/functions-control'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { tell } from '../../../app/announcer.tsx'
import { useCall } from '../../../app/context.tsx'
import { problemOfError } from '../../../client/problem.ts'
import { Button } from '../../../design/button.tsx'
import { Moment } from '../../../design/moment.tsx'
import { problemKey, useTranslate } from '../../../i18n/translate.tsx'
import { AdminList } from '../admin-list.tsx'
import { useWords } from './words/use-words.ts'

export function DeadLetters({ functions }: { functions: readonly FunctionStatus[] }): ReactNode {
  const words = useWords()
  const call = useCall()
  const { busy, redrive } = useRedrive()
  return (
    <section className="storage-section">
      <h2>{words('dead.title')}</h2>
      <p className="soft">{words('dead.text')}</p>
      <div className="form-actions">
        {functions
          .filter(({ deadLetters }) => deadLetters > 1)
          .map(({ name }) => (
            <Button key={name} icon="retry" busy={busy} onClick={() => void redrive({ function: name })}>
              {words('dead.all', { function: words(`function.${name}`) })}
            </Button>
          ))}
      </div>
      <AdminList
        name="functions"
        part="dead letters"
        fetchPage={(cursor) => call('GET /admin/functions/dead-letters', { ...(cursor && { query: { cursor } }) })}
        empty={words('dead.empty')}
      >
        {(letter) => <DeadLetterLine key={letter.id} letter={letter} />}
      </AdminList>
    </section>
  )
}

function DeadLetterLine({ letter }: { letter: DeadLetter }): ReactNode {
  const words = useWords()
  const { busy, redrive } = useRedrive()
  const { id, subject, attempts, deadAt, lastError } = letter
  return (
    <li className="line">
      <span className="line-words">
        <span>{words(`function.${letter.function}`)}</span>
        <code dir="ltr">{subject}</code>
        <span className="soft small">
          {words('dead.attempts', { count: attempts })} · <Moment at={deadAt} />
        </span>
        <span className="small" dir="auto">
          {lastError}
        </span>
      </span>
      <Button
        look="quiet"
        busy={busy}
        aria-label={words('dead.againOf', { subject })}
        onClick={() => void redrive({ ids: [id] })}
      >
        {words('dead.again')}
      </Button>
    </li>
  )
}

function useRedrive(): { busy: boolean; redrive: (asked: Redrive) => Promise<void> } {
  const t = useTranslate()
  const words = useWords()
  const call = useCall()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  async function redrive(asked: Redrive): Promise<void> {
    setBusy(true)
    try {
      const { count } = await call('POST /admin/functions/redrive', { body: asked })
      await client.invalidateQueries({ queryKey: ['admin', 'functions'] })
      tell(words('dead.queued', { count }))
    } catch (error) {
      tell(t(problemKey(problemOfError(error).code)))
    } finally {
      setBusy(false)
    }
  }
  return { busy, redrive }
}
