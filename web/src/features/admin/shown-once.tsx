import { type ReactNode, useEffect, useRef } from 'react'
import { tell } from '../../app/announcer.tsx'
import { Button } from '../../design/button.tsx'

interface ShownOnceProps {
  readonly text: string
  readonly label: string
  readonly value: string
  readonly copy: string
  readonly copied: string
  readonly copyFailed: string
}

/** Something that no later answer shows: to copy now. */
export function ShownOnce({ text, label, value, copy, copied, copyFailed }: ShownOnceProps): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  // Whoever asked for it may be at the other end of the page.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'center' })
  }, [])
  async function write(): Promise<void> {
    await navigator.clipboard.writeText(value).then(
      () => tell(copied),
      () => tell(copyFailed),
    )
  }
  return (
    <div className="fresh-link" role="status" ref={box}>
      <p>{text}</p>
      <div className="fresh-link-row">
        <input
          className="input"
          dir="ltr"
          readOnly
          aria-label={label}
          value={value}
          onFocus={(event) => event.target.select()}
        />
        <Button icon="link" onClick={() => void write()}>
          {copy}
        </Button>
      </div>
    </div>
  )
}
