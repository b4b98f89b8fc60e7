import { useState } from 'react'
import { tell } from '../../app/announcer.tsx'
import { failureText } from './failure.ts'
import { useWords } from './words/use-words.ts'

/** Asks the server for something once at a time, and says when it did not go. */
export function useDeed(): { busy: boolean; run: (deed: () => Promise<unknown>) => void } {
  const words = useWords()
  const [busy, setBusy] = useState(false)
  async function attempt(deed: () => Promise<unknown>): Promise<void> {
    setBusy(true)
    try {
      await deed()
    } catch (error) {
      tell(failureText(error, words))
    } finally {
      setBusy(false)
    }
  }
  return { busy, run: (deed) => void attempt(deed) }
}
