import type { FirewallPatch, ReplayExample, ReplayReport, SwitchedAction } from '@porchlight/contract/firewall'
import { limits } from '@porchlight/contract/text'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useCall } from '../../../app/context.tsx'
import { problemOfError } from '../../../client/problem.ts'
import { Button } from '../../../design/button.tsx'
import { TextField } from '../../../design/field.tsx'
import { Moment } from '../../../design/moment.tsx'
import { ProblemNotice } from '../../../design/notice.tsx'
import { useTranslate } from '../../../i18n/translate.tsx'
import { decoded } from './marked.ts'
import { refusalText, useChange } from './queries.ts'
import { ruleTitle, useWords } from './words/use-words.ts'

const Sheet = lazy(async () => ({ default: (await import('../../../design/dialog.tsx')).Sheet }))

/** A rule that someone means to set otherwise. */
export interface Switch {
  readonly rule: string
  readonly to: SwitchedAction
}

const fewExamples = 3

/** Shows what a switch would have done before it is applied. */
export function TrialSheet({ asked, onClose }: { asked: Switch; onClose: () => void }): ReactNode {
  const t = useTranslate()
  const words = useWords()
  const call = useCall()
  const { busy, send } = useChange()
  const [refusal, setRefusal] = useState('')
  const [note, setNote] = useState('')
  const rule = ruleTitle(words, asked.rule)
  const patch: FirewallPatch = { actions: { [asked.rule]: asked.to } }
  const trial = useQuery({
    queryKey: ['admin', 'firewall', 'trial', asked],
    queryFn: ({ signal }) => call('POST /admin/firewall/trials', { body: patch, signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  async function apply(): Promise<void> {
    await send({ ...patch, note }, words('trial.done', { rule })).then(onClose, (error: unknown) =>
      setRefusal(refusalText(t, problemOfError(error))),
    )
  }
  return (
    <Suspense>
      <Sheet title={words(asked.to === 'COUNT' ? 'trial.toCount' : 'trial.toBlock', { rule })} onClose={onClose}>
        <div className="trial">
          <div aria-live="polite">
            {trial.isPending && <p className="soft">{words('trial.running')}</p>}
            {trial.data && <Result report={trial.data} />}
          </div>
          {trial.error && <ProblemNotice problem={problemOfError(trial.error)} onRetry={() => void trial.refetch()} />}
          <TextField
            label={words('trial.note')}
            maxLength={limits.firewallNoteGraphemes}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          {refusal && (
            <p className="field-fault" role="alert">
              {refusal}
            </p>
          )}
          <div className="sheet-actions">
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button look="primary" busy={busy || trial.isPending} onClick={() => void apply()}>
              {words('trial.apply')}
            </Button>
          </div>
        </div>
      </Sheet>
    </Suspense>
  )
}

function Result({ report }: { report: ReplayReport }): ReactNode {
  const words = useWords()
  const { newlyBlocked, newlyAllowed, examples, requests } = report
  const nothing = newlyBlocked.requests + newlyAllowed.requests === 0
  return (
    <>
      {nothing && <p className="trial-verdict">{words('trial.nothing')}</p>}
      {newlyBlocked.requests > 0 && (
        <p className="trial-verdict">
          {words('trial.blocked', { requests: newlyBlocked.requests })}{' '}
          {words('trial.addresses', { count: newlyBlocked.addresses })}
        </p>
      )}
      {newlyAllowed.requests > 0 && (
        <p className="trial-verdict">
          {words('trial.allowed', { requests: newlyAllowed.requests })}{' '}
          {words('trial.addresses', { count: newlyAllowed.addresses })}
        </p>
      )}
      {examples.length > 0 && (
        <>
          <p className="soft small">{words('trial.examples')}</p>
          <ul className="trial-examples">
            {differentTargets(examples).map((example) => (
              <Example key={example.target} example={example} />
            ))}
          </ul>
        </>
      )}
      <p className="soft small">
        {words('trial.limits', { count: requests })} {words('trial.limits.why')}
      </p>
    </>
  )
}

/** An attacker asks for the same again and again. */
function differentTargets(examples: readonly ReplayExample[]): readonly ReplayExample[] {
  const byTarget = new Map(examples.map((example) => [example.target, example]))
  return [...byTarget.values()].slice(0, fewExamples)
}

function Example({ example }: { example: ReplayExample }): ReactNode {
  return (
    <li>
      <code className="target">
        {example.method} {decoded(example.target)}
      </code>
      <span className="soft small">
        {example.clientIp} · <Moment at={example.at} />
      </span>
    </li>
  )
}
