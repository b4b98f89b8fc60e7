import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Question } from './dialog.tsx'

const loadDialog = () => import('./dialog.tsx')
const LazyConfirm = lazy(async () => ({ default: (await loadDialog()).Confirm }))

/** Dialogs come in a chunk of their own; whoever may open one asks for it when a hand comes near. */
export function preloadDialog(): void {
  loadDialog().catch(() => undefined)
}

/** A question to put before something that cannot be taken back: `ask` it, and render `dialog`. */
export function useQuestion(): { ask: (question: Question) => void; dialog: ReactNode } {
  const [question, setQuestion] = useState<Question | null>(null)
  const dialog = question && (
    <Suspense>
      <LazyConfirm question={question} onClose={() => setQuestion(null)} />
    </Suspense>
  )
  return { ask: setQuestion, dialog }
}
