/** Numbers that look like chance and are the same in each run. */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

export interface Canvas {
  readonly width: number
  readonly height: number
}

/** A whole picture: a sky from the top down, and what stands before it. */
export function scene({ width, height }: Canvas, sky: readonly string[], content: readonly string[]): string {
  const stops = sky.map((colour, index) => `<stop offset="${index / (sky.length - 1)}" stop-color="${colour}"/>`)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
    <defs><linearGradient id="sky" x2="0" y2="1">${stops.join('')}</linearGradient>
    <radialGradient id="glow"><stop offset="0" stop-color="#ffe9b0"/><stop offset="1" stop-color="#ffe9b0" stop-opacity="0"/></radialGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#sky)"/>${content.join('')}</svg>`
}

export function disc(x: number, y: number, radius: number, fill: string, more = ''): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}" ${more}/>`
}

export function box(
  x: number,
  y: number,
  { width, height, fill, round = 0 }: Canvas & { fill: string; round?: number },
) {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${fill}"/>`
}

export function shape(path: string, fill: string, more = ''): string {
  return `<path d="${path}" fill="${fill}" ${more}/>`
}

export function line(path: string, stroke: string, width: number): string {
  return `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`
}

/** Light that spreads. */
export function glow(x: number, y: number, radius: number, strength = 0.8): string {
  return disc(x, y, radius, 'url(#glow)', `opacity="${strength}"`)
}

/** A soft ridge from edge to edge, whose crest is about `y`. */
export function hills(
  { width, height }: Canvas,
  y: number,
  { fill, swell, seed }: { fill: string; swell: number; seed: number },
) {
  const random = chance(seed)
  const step = width / 5
  let path = `M0 ${height}V${y}`
  for (let x = 0; x < width; x += step) {
    const [rise, fall] = [y - swell * random(), y + swell * random()]
    path += `C${x + step * 0.35} ${rise} ${x + step * 0.65} ${fall} ${x + step} ${y + swell * (random() - 0.5)}`
  }
  return shape(`${path}V${height}Z`, fill)
}

export interface HouseColours {
  readonly wall: string
  readonly roof: string
  readonly window: string
}

/** A house on its ground line, with a gable and windows in rows. */
export function house(x: number, ground: number, { width, height, wall, roof, window }: Canvas & HouseColours): string {
  const [top, size] = [ground - height, width / 6]
  const rows = Math.max(1, Math.floor(height / (size * 2.4)))
  const windows = Array.from({ length: rows * 3 }, (_, index) => {
    const [column, row] = [index % 3, Math.floor(index / 3)]
    return box(x + width * (0.13 + column * 0.29), top + size * (0.7 + row * 2.2), {
      width: size,
      height: size * 1.35,
      fill: window,
      round: 4,
    })
  })
  const gable = `M${x - width * 0.06} ${top}L${x + width / 2} ${top - width * 0.42}L${x + width * 1.06} ${top}Z`
  return box(x, top, { width, height, fill: wall }) + windows.join('') + shape(gable, roof)
}

export function tree(
  x: number,
  ground: number,
  { size, leaf, trunk = '#5b4636' }: { size: number; leaf: string; trunk?: string },
) {
  return [
    box(x - size * 0.06, ground - size * 0.6, { width: size * 0.12, height: size * 0.6, fill: trunk }),
    disc(x, ground - size * 0.85, size * 0.36, leaf),
    disc(x - size * 0.24, ground - size * 0.64, size * 0.26, leaf),
    disc(x + size * 0.24, ground - size * 0.66, size * 0.27, leaf),
  ].join('')
}

export function stars({ width }: Canvas, below: number, seed: number): string {
  const random = chance(seed)
  const one = () =>
    disc(random() * width, random() * below, 1 + random() * 2.4, '#fff7dc', `opacity="${0.4 + random() * 0.6}"`)
  return Array.from({ length: 90 }, one).join('')
}

/** Lanterns on a string that sags between two points. */
export function lanterns(
  from: readonly [number, number],
  to: readonly [number, number],
  colours: readonly string[],
): string {
  const sag = 90
  const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2 + sag * 2] as const
  const each = colours.map((colour, index) => {
    const t = (index + 1) / (colours.length + 1)
    const at = (axis: 0 | 1) => (1 - t) ** 2 * from[axis] + 2 * t * (1 - t) * middle[axis] + t ** 2 * to[axis]
    const [x, y] = [at(0), at(1)]
    return `${glow(x, y + 34, 120, 0.55)}${line(`M${x} ${y}v14`, '#3b2f2a', 3)}<ellipse cx="${x}" cy="${y + 38}" rx="25" ry="29" fill="${colour}"/>`
  })
  return line(`M${from.join(' ')}Q${middle.join(' ')} ${to.join(' ')}`, '#3b2f2a', 4) + each.join('')
}
