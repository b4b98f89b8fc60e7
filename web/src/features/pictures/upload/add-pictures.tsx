import { type ChangeEvent, type ReactNode, useRef } from 'react'
import { IconButton } from '../../../design/button.tsx'
import { useWords } from '../words/use-words.ts'

/** What a device offers to choose from; what a file really is, its bytes say afterwards. */
export const acceptedFiles = 'image/*,.heic,.heif,.avif'

interface AddPicturesProps {
  readonly full: boolean
  readonly onFiles: (files: readonly File[]) => void
}

/** From what the device keeps, or, where there is one, from its camera. */
export function AddPictures({ full, onFiles }: AddPicturesProps): ReactNode {
  const words = useWords()
  const kept = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  function take(event: ChangeEvent<HTMLInputElement>): void {
    onFiles([...(event.target.files ?? [])])
    // So that the same file can be chosen again.
    event.target.value = ''
  }
  const input = { type: 'file', hidden: true, tabIndex: -1, onChange: take } as const
  return (
    <span className="add-pictures">
      <IconButton name="picture" label={words('tray.add')} disabled={full} onClick={() => kept.current?.click()} />
      <IconButton
        name="camera"
        className="add-camera"
        label={words('tray.camera')}
        disabled={full}
        onClick={() => camera.current?.click()}
      />
      <input {...input} ref={kept} accept={acceptedFiles} multiple data-role="pictures" />
      <input {...input} ref={camera} accept="image/*" capture="environment" />
    </span>
  )
}
