import type { ReactNode } from 'react'
import type { ApiProblem } from '../client/problem.ts'
import { problemKey, useTranslate } from '../i18n/translate.tsx'
import { Button } from './button.tsx'
import { Porch } from './porch.tsx'

/** Where whoever runs the place can find out more by the request id. */
const numbered: ReadonlySet<ApiProblem['code']> = new Set(['internal', 'blocked'])

/** What went wrong and what to do, said aloud when it appears. */
export function ProblemNotice({ problem, onRetry }: { problem: ApiProblem; onRetry?: () => void }): ReactNode {
  const t = useTranslate()
  return (
    <div className="notice" role="alert">
      <p>{t(problemKey(problem.code))}</p>
      {numbered.has(problem.code) && problem.requestId && (
        <p className="soft small">{t('error.requestId', { id: problem.requestId })}</p>
      )}
      {onRetry && (
        <Button icon="retry" onClick={onRetry}>
          {t('action.tryAgain')}
        </Button>
      )}
    </div>
  )
}

/** A place where nothing is yet: the porch, a line, and what to do. */
export function Empty({ title, children }: { title?: string; children: ReactNode }): ReactNode {
  return (
    <div className="empty">
      <Porch />
      {title && <h2>{title}</h2>}
      {children}
    </div>
  )
}
