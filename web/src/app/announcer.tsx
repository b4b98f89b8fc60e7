import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'

interface Said {
  readonly text: string
  readonly id: number
  /** Shown as well as said. */
  readonly shown: boolean
}

let said: Said = { text: '', id: 0, shown: false }
const listeners = new Set<() => void>()

function say(text: string, shown: boolean): void {
  said = { text, id: said.id + 1, shown }
  for (const listener of listeners) listener()
}

/** Says it to screen readers only. */
export function announce(text: string): void {
  say(text, false)
}

/** Shows it for a moment at the foot of the page, and says it. */
export function tell(text: string): void {
  say(text, true)
}

const nothing: Said = { text: '', id: 0, shown: false }

function useSaid(): Said {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => said,
    () => nothing,
  )
}

/** The one live region of the page; it stays, because a region that appears with its text is not read out. */
export function Announcer(): ReactNode {
  const { text, id, shown } = useSaid()
  const [hiddenId, setHiddenId] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => setHiddenId(id), 5_000)
    return () => clearTimeout(timer)
  }, [id])
  const visible = shown && id !== hiddenId
  return (
    <div className={visible ? 'toast' : 'said'} role="status">
      {id === hiddenId ? '' : text}
    </div>
  )
}
