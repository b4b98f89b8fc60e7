import type { ReactNode } from 'react'
import { nameOf } from '../names.ts'
import { useWords } from '../words/use-words.ts'
import { useTalk } from './talk.ts'

/** Who is writing at the moment. It keeps its place while nobody is, so that nothing moves. */
export function Typing(): ReactNode {
  const words = useWords()
  const { view } = useTalk()
  const [first, second, third] = view.typing
  if (first === undefined) return <p className="typing" />
  const name = nameOf(first, view.people, words)
  const other = nameOf(second ?? '', view.people, words)
  return (
    <p className="typing soft">
      <span className="typing-light" aria-hidden="true" />
      {second === undefined && words('log.typing.one', { name })}
      {second !== undefined && third === undefined && words('log.typing.two', { name, other })}
      {third !== undefined && words('log.typing.many')}
    </p>
  )
}
