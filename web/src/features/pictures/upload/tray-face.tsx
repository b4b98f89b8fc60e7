import { type ReactNode, useState } from 'react'
import { Icon } from '../../../design/icons.tsx'
import { Picture } from '../picture.tsx'
import { focalClass } from '../sources.ts'
import type { TrayPicture } from './tray-state.ts'

/**
 * The file as it lies on the device, at once; where the browser cannot show its kind, as most cannot show HEIC, what the
 * server made of it, and until then a sign.
 */
export function TrayFace({ entry }: { entry: TrayPicture }): ReactNode {
  const [unreadable, setUnreadable] = useState(false)
  const { preview, picture, focalPoint } = entry
  if (preview !== null && !unreadable) {
    return (
      <img
        className={focalClass(focalPoint)}
        src={preview}
        alt=""
        decoding="async"
        draggable={false}
        onError={() => setUnreadable(true)}
      />
    )
  }
  if (picture !== null && picture.sources.length > 0)
    return <Picture picture={{ ...picture, focalPoint }} sizes="160px" alt="" urgency="soon" />
  return (
    <span className="tray-sign">
      <Icon name="picture" size={28} />
    </span>
  )
}
