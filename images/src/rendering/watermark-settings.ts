export const watermarkPositions = ['northwest', 'northeast', 'center', 'southwest', 'southeast'] as const

export interface WatermarkSettings {
  readonly mark: { readonly kind: 'text'; readonly text: string } | { readonly kind: 'picture'; readonly path: string }
  readonly position: (typeof watermarkPositions)[number]
  /** Above 0, up to 1. */
  readonly opacity: number
}
