import type { ReactNode } from 'react'
import { useTitle } from '../../app/page-header.tsx'
import { Lamp } from '../../design/lamp.tsx'
import './door.css'

interface DoorProps {
  readonly title: string
  /** What the tab says, where that is another thing. */
  readonly tab?: string
  readonly text?: string | undefined
  readonly children: ReactNode
}

/** A page with one thing to do, under the lamp. */
export function Door({ title, tab, text, children }: DoorProps): ReactNode {
  useTitle(tab ?? title)
  return (
    <section className="door">
      <Lamp light="lit" size={56} />
      <h1>{title}</h1>
      {text && <p className="door-text">{text}</p>}
      {children}
    </section>
  )
}
