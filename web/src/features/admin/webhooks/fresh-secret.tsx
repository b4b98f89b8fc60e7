import type { ReactNode } from 'react'
import { ShownOnce } from '../shown-once.tsx'
import { useWords } from './words/use-words.ts'

export function FreshSecret({ secret }: { secret: string }): ReactNode {
  const words = useWords()
  return (
    <ShownOnce
      text={words('secret.once')}
      label={words('secret.label')}
      value={secret}
      copy={words('secret.copy')}
      copied={words('secret.copied')}
      copyFailed={words('secret.copyFailed')}
    />
  )
}
