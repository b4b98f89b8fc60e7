import type { FunctionStatus } from '@porchlight/contract/functions-control'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useCall } from '../../../app/context.tsx'
import { useReader } from '../../../app/reader.ts'
import { problemOfError } from '../../../client/problem.ts'
import { ProblemNotice } from '../../../design/notice.tsx'
import { count } from '../../../i18n/time.ts'
import { DeadLetters } from './dead-letters.tsx'
import { useWords } from './words/use-words.ts'

const refreshMs = 5_000

export function Functions(): ReactNode {
  const words = useWords()
  const call = useCall()
  const status = useQuery({
    queryKey: ['admin', 'functions', 'status'],
    queryFn: ({ signal }) => call('GET /admin/functions', { signal }),
    staleTime: 0,
    refetchInterval: refreshMs,
  })
  return (
    <>
      <section className="storage-section">
        <h2>{words('functions.title')}</h2>
        {status.error && !status.data && (
          <ProblemNotice problem={problemOfError(status.error)} onRetry={() => void status.refetch()} />
        )}
        <ul className="lines">
          {status.data?.functions.map((each) => (
            <FunctionLine key={each.name} status={each} />
          ))}
        </ul>
      </section>
      {status.data && <DeadLetters functions={status.data.functions} />}
    </>
  )
}

function FunctionLine({ status }: { status: FunctionStatus }): ReactNode {
  const words = useWords()
  const { locale } = useReader()
  const { name, waiting, inFlight, delayed, oldestSeconds, attempts } = status
  const told = (value: number) => count(value, locale)
  const failed = attempts.failed + attempts.timedOut + attempts.outOfMemory + attempts.crashed
  return (
    <li className="line">
      <span className="line-words">
        <span>{words(`function.${name}`)}</span>
        <span className="soft small">
          {words('function.now', { waiting: told(waiting), inFlight: told(inFlight), delayed: told(delayed) })}
          {oldestSeconds !== null && `. ${words('function.oldest', { seconds: told(Math.round(oldestSeconds)) })}`}
        </span>
        <span className="soft small">
          {words('function.attempts', { succeeded: told(attempts.succeeded), failed: told(failed) })}
        </span>
      </span>
    </li>
  )
}
