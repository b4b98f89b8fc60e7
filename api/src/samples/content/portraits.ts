import { type DrawingName, drawingNames } from '../drawings.ts'

interface Portrait {
  readonly purpose: 'avatar' | 'banner'
  readonly drawing: DrawingName
}

const banners: Readonly<Record<string, DrawingName>> = { hedda_moss: 'banner-garden', pip_upstairs: 'banner-night' }

/** Some neighbours have none, as it is. A portrait has the name of whom it shows. */
export function portraitsOf(handle: string): Portrait[] {
  const [avatar, banner] = [drawingNames.find((name) => name === handle), banners[handle]]
  return [
    ...(avatar === undefined ? [] : [{ purpose: 'avatar', drawing: avatar } as const]),
    ...(banner === undefined ? [] : [{ purpose: 'banner', drawing: banner } as const]),
  ]
}
