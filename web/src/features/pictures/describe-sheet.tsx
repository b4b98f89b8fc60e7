import { type FocalPoint, pictureLimits } from '@porchlight/contract/pictures'
import { graphemes, isPlainText } from '@porchlight/contract/text'
import { type ReactNode, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { Sheet } from '../../design/dialog.tsx'
import { TextAreaField } from '../../design/field.tsx'
import { FocalPointField } from './focal-point-field.tsx'
import type { TrayPicture } from './upload/tray-state.ts'
import type { TrayStore } from './upload/tray-store.ts'
import { useWords } from './words/use-words.ts'

interface DescribeSheetProps {
  readonly entry: TrayPicture
  readonly place: { readonly number: number; readonly count: number }
  readonly store: TrayStore
  readonly onClose: () => void
}

/** What a picture shows, in words; what of it must stay in view; and where it stands among the others. */
export function DescribeSheet({ entry, place, store, onClose }: DescribeSheetProps): ReactNode {
  const words = useWords()
  const [altText, setAltText] = useState(entry.altText)
  const [focalPoint, setFocalPoint] = useState<FocalPoint>(entry.focalPoint)
  const said = altText.trim()
  const isLong = graphemes(said) > pictureLimits.altGraphemes || !isPlainText(said)
  const { number, count } = place

  function close(): void {
    if (!isLong) store.describe(entry.key, { altText: said, focalPoint })
    onClose()
  }

  return (
    <Sheet title={words('describe.title', { number })} onClose={close}>
      <form
        className="describe"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isLong) close()
        }}
      >
        <FocalPointField entry={entry} value={focalPoint} onChange={setFocalPoint} />
        <TextAreaField
          label={words('describe.label')}
          hint={words('describe.hint')}
          fault={isLong ? words('describe.tooLong', { count: pictureLimits.altGraphemes }) : undefined}
          value={altText}
          autoFocus
          onChange={(event) => setAltText(event.target.value)}
        />
        <div className="form-actions describe-actions">
          {count > 1 && (
            <>
              <Button look="quiet" disabled={number === 1} onClick={() => store.move(entry.key, number - 2)}>
                {words('describe.earlier')}
              </Button>
              <Button look="quiet" disabled={number === count} onClick={() => store.move(entry.key, number)}>
                {words('describe.later')}
              </Button>
            </>
          )}
          <Button look="primary" type="submit">
            {words('describe.done')}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}
