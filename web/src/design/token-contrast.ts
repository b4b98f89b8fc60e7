/** Lightness 0 to 1, chroma, hue in degrees. */
export interface Oklch {
  readonly l: number
  readonly c: number
  readonly h: number
}

const declaration = /--(?<name>[\w-]+):\s*light-dark\(oklch\((?<light>[^)]*)\),\s*oklch\((?<dark>[^)]*)\)\)/g

/** The colours of each theme, by day and by night: those of `:root`, and high contrast over them. */
export function parseThemes(css: string): Map<string, ReadonlyMap<string, Oklch>> {
  const [common = '', contrastRules = ''] = css.split(':root[data-theme="contrast"]')
  const themes = new Map<string, ReadonlyMap<string, Oklch>>()
  for (const mode of ['light', 'dark'] as const) {
    themes.set(mode, colours(common, mode))
    themes.set(`contrast ${mode}`, new Map([...colours(common, mode), ...colours(contrastRules, mode)]))
  }
  return themes
}

function colours(css: string, mode: 'light' | 'dark'): Map<string, Oklch> {
  const found = new Map<string, Oklch>()
  for (const { groups } of css.matchAll(declaration)) {
    const [l = 0, c = 0, h = 0] = (groups?.[mode] ?? '').split(' ').map(Number.parseFloat)
    found.set(groups?.name ?? '', { l, c, h })
  }
  return found
}

/** WCAG 2.2: from 1 to 21. */
export function contrast(one: Oklch, other: Oklch): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** Relative luminance; what sRGB cannot show is clipped, as a browser clips it at worst. See CSS Color 4, section 9.2. */
function luminance({ l, c, h }: Oklch): number {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  const red = clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short)
  const green = clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short)
  const blue = clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function clip(value: number): number {
  return Math.min(1, Math.max(0, value))
}
