import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { tell } from '../../../app/announcer.tsx'
import { Button } from '../../../design/button.tsx'
import { nameOf, otherIdOf } from '../names.ts'
import { useDeed } from '../use-deed.ts'
import { useWords } from '../words/use-words.ts'
import { useTalk } from './talk.ts'

/** A stranger wrote first: nothing is said back, not even that it was read, before it is accepted. */
export function RequestBar(): ReactNode {
  const words = useWords()
  const navigate = useNavigate()
  const { view, handle, meId } = useTalk()
  const { busy, run } = useDeed()
  const { summary } = view
  if (summary === undefined) return null
  const from = otherIdOf(summary, meId) ?? view.entries[0]?.senderId ?? ''
  const name = nameOf(from, view.people, words)
  const decline = async () => {
    await handle.decline()
    tell(words('request.declined'))
    await navigate('/messages?show=requests', { replace: true })
  }
  return (
    <section className="request-bar" aria-label={words('list.requests')}>
      <p>
        <strong dir="auto">{words(summary.kind === 'GROUP' ? 'request.group' : 'request.title', { name })}</strong>
        <span className="soft small">{words('request.text')}</span>
      </p>
      <div className="request-choices">
        <Button busy={busy} onClick={() => run(decline)}>
          {words('request.decline')}
        </Button>
        <Button look="primary" busy={busy} onClick={() => run(handle.accept)}>
          {words('request.accept')}
        </Button>
      </div>
    </section>
  )
}
