export const themes = ['automatic', 'light', 'dark', 'contrast'] as const
/** Automatic follows the device; contrast has stronger ink and lines, by day and by night. */
export type Theme = (typeof themes)[number]
