import type { PictureView } from '@porchlight/contract/pictures'

const names = ['large', 'thumbnail', 'medium'] as const
const widths = { thumbnail: 160, medium: 640, large: 1600 } as const

/** A ready picture of 4:3, but for what a test says otherwise. */
export function pictureOf(different: Partial<PictureView>): PictureView {
  return {
    id: '0198b1de-0000-7000-8000-000000000001',
    state: 'ready',
    width: 4000,
    height: 3000,
    placeholder: '1QcSHQRnh493V4dIh4eXh1h4kJUI',
    colour: '#8a7a63',
    animated: false,
    altText: '',
    focalPoint: { x: 0.5, y: 0.5 },
    sources: names.flatMap((name) =>
      (['webp', 'avif'] as const).map((format) => ({
        name,
        format,
        width: widths[name],
        height: (widths[name] * 3) / 4,
        url: `/renders/public/p/${name}.${format}`,
      })),
    ),
    ...different,
  }
}
