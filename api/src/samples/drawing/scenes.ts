import {
  box,
  type Canvas,
  chance,
  disc,
  glow,
  hills,
  house,
  lanterns,
  line,
  scene,
  shape,
  stars,
  tree,
} from './brush.ts'

const wide: Canvas = { width: 1_600, height: 1_067 }
const evening = ['#2f3b66', '#7d5c86', '#e79a7c', '#f8d19a'] as const
const night = ['#0e1730', '#1d2a52', '#3a4576'] as const
const morning = ['#8fc3dd', '#c9e2e0', '#fbe9c6'] as const

function street(ground: number, window: string, dim: boolean): string {
  const colours = dim
    ? ['#3a3550', '#443b57', '#383a59', '#4a3d52', '#353650', '#413a55']
    : ['#d98f6b', '#c9a27a', '#b7746a', '#d8b48a', '#a97f74', '#cf9f86']
  const roofs = dim ? '#26243b' : '#7d4c45'
  return colours
    .map((wall, index) =>
      house(index * 275 - 30, ground, {
        width: 215,
        height: 250 + ((index * 97) % 150),
        wall,
        roof: roofs,
        window,
      }),
    )
    .join('')
}

const porch = scene(wide, evening, [
  glow(1_180, 620, 380),
  disc(1_180, 640, 70, '#fff1c9'),
  hills(wide, 700, { fill: '#6d5a78', swell: 70, seed: 4 }),
  hills(wide, 800, { fill: '#4d4a60', swell: 50, seed: 9 }),
  tree(1_340, 900, { size: 330, leaf: '#3d4a4f' }),
  box(0, 880, { width: 1_600, height: 187, fill: '#6b4a3a' }),
  ...[0, 1, 2, 3].map((n) => line(`M0 ${915 + n * 42}H1600`, '#573b2e', 4)),
  box(90, 120, { width: 56, height: 770, fill: '#f0dfc8' }),
  box(860, 120, { width: 56, height: 770, fill: '#f0dfc8' }),
  box(0, 60, { width: 1_010, height: 84, fill: '#e6d0b3' }),
  shape('M0 0H1060L1010 70H0Z', '#8a4f43'),
  line('M146 700H860', '#f0dfc8', 22),
  ...Array.from({ length: 11 }, (_, n) => line(`M${200 + n * 60} 700V880`, '#f0dfc8', 14)),
  glow(500, 290, 260, 0.9),
  line('M500 144V230', '#3b2f2a', 6),
  box(462, 228, { width: 76, height: 104, fill: '#ffd98a', round: 16 }),
  shape('M300 880V640Q300 600 340 600H470Q510 600 510 640V760H620V880H585V800H335V880Z', '#a65f4b'),
])

const roofs = scene(
  wide,
  ['#f6a98b', '#f9c8a4', '#fde6c8'],
  [
    disc(1_190, 250, 80, '#fff3dc'),
    hills(wide, 560, { fill: '#e3a79a', swell: 60, seed: 21 }),
    ...[0, 1, 2].map((row) => {
      const random = chance(31 + row)
      const walls = ['#d88c77', '#c47a6c', '#a9645f'][row] ?? ''
      const tops = ['#b9695b', '#9c544d', '#7d4444'][row] ?? ''
      const one = (_: unknown, n: number) =>
        house(n * (210 + row * 40) - 60 + random() * 40, 1_067, {
          width: 170 + row * 40,
          height: 420 - row * 120 + random() * 90,
          wall: walls,
          roof: tops,
          window: '#fbe0b4',
        })
      return Array.from({ length: 9 }, one).join('')
    }),
  ],
)

const saturn = scene(wide, night, [
  stars(wide, 760, 5),
  glow(860, 380, 330, 0.35),
  '<g transform="rotate(-18 860 380)"><ellipse cx="860" cy="380" rx="300" ry="74" fill="none" stroke="#d9c19a" stroke-width="26" opacity="0.85"/>',
  disc(860, 380, 150, '#e9c98f'),
  '<ellipse cx="860" cy="350" rx="146" ry="26" fill="#d6ae72"/><ellipse cx="860" cy="412" rx="142" ry="20" fill="#dcb981"/>',
  '<path d="M560 380a300 74 0 0 0 600 0" fill="none" stroke="#efdcb6" stroke-width="26"/></g>',
  street(1_067, '#f4c76f', true),
])

const moon = scene(wide, night, [
  stars(wide, 620, 17),
  glow(800, 430, 470, 0.5),
  disc(800, 430, 210, '#f7ecc9'),
  ...[
    [730, 370, 44],
    [870, 480, 58],
    [790, 540, 26],
    [880, 350, 24],
  ].map(([x = 0, y = 0, radius = 0]) => disc(x, y, radius, '#e8dab0')),
  hills(wide, 860, { fill: '#1a2140', swell: 60, seed: 6 }),
  tree(250, 960, { size: 420, leaf: '#121730', trunk: '#121730' }),
  tree(1_380, 990, { size: 330, leaf: '#121730', trunk: '#121730' }),
  hills(wide, 960, { fill: '#0f142b', swell: 30, seed: 8 }),
])

const loaf = (x: number, y: number) =>
  [
    `<ellipse cx="${x}" cy="${y + 108}" rx="265" ry="34" fill="#6d4a36" opacity="0.35"/>`,
    shape(
      `M${x - 250} ${y + 80}Q${x - 260} ${y - 120} ${x} ${y - 130}T${x + 250} ${y + 80}Q${x} ${y + 130} ${x - 250} ${y + 80}Z`,
      '#b9733c',
    ),
    shape(
      `M${x - 205} ${y + 20}Q${x - 190} ${y - 95} ${x} ${y - 105}T${x + 205} ${y + 20}Q${x} ${y - 40} ${x - 205} ${y + 20}Z`,
      '#d9964f',
    ),
    ...[-110, 0, 110].map((shift) => line(`M${x + shift - 40} ${y - 8}l70 -66`, '#f6dcae', 20)),
  ].join('')

const bread = scene(
  wide,
  ['#f7ead2', '#f2dcb6'],
  [
    box(120, 60, { width: 1_360, height: 640, fill: '#bfe0e6', round: 12 }),
    hills({ width: 1_480, height: 700 }, 560, { fill: '#9cc39a', swell: 50, seed: 12 }),
    box(0, 60, { width: 120, height: 660, fill: '#f7ead2' }),
    box(1_480, 60, { width: 120, height: 660, fill: '#f7ead2' }),
    box(780, 60, { width: 40, height: 640, fill: '#fffaf0' }),
    box(120, 350, { width: 1_360, height: 30, fill: '#fffaf0' }),
    box(60, 690, { width: 1_480, height: 60, fill: '#fffaf0', round: 10 }),
    box(0, 750, { width: 1_600, height: 317, fill: '#e2bf94' }),
    loaf(520, 640),
    loaf(1_090, 650),
    ...[420, 600, 1_010, 1_170].map((x, n) => line(`M${x} 450q${n % 2 ? 34 : -34} -60 0 -120t0 -110`, '#ffffff', 10)),
  ],
)

const party = scene(wide, evening, [
  street(860, '#ffdf94', false),
  box(0, 860, { width: 1_600, height: 207, fill: '#6a5a66' }),
  lanterns([0, 130], [900, 170], ['#e8604c', '#f2b544', '#6cb28e', '#5a8fc4', '#d879a0', '#f2b544']),
  lanterns([700, 90], [1_600, 150], ['#5a8fc4', '#e8604c', '#f2b544', '#d879a0', '#6cb28e']),
  ...[150, 620, 1_090].map((x) =>
    [
      box(x, 850, { width: 360, height: 26, fill: '#fff6e6', round: 8 }),
      line(`M${x + 40} 876L${x + 20} 985M${x + 320} 876L${x + 340} 985`, '#4a3d45', 12),
      disc(x + 90, 830, 26, '#d8744f'),
      disc(x + 180, 826, 30, '#e9c46a'),
      disc(x + 270, 832, 24, '#7fae7b'),
    ].join(''),
  ),
])

const jar = (x: number, height: number) =>
  [
    box(x, 800 - height, { width: 190, height, fill: '#f4d9dc', round: 30 }),
    box(x + 14, 800 - height * 0.78, { width: 162, height: height * 0.74, fill: '#a8355a', round: 22 }),
    ...[0, 1, 2, 3, 4, 5].map((n) =>
      disc(x + 52 + (n % 2) * 84, 760 - Math.floor(n / 2) * 76, 36, n % 3 ? '#c04a6d' : '#8d2a4c'),
    ),
    box(x - 8, 800 - height - 40, { width: 206, height: 56, fill: '#e2b04a', round: 14 }),
    box(x + 40, 690, { width: 110, height: 70, fill: '#fffaf0', round: 6 }),
  ].join('')

const jars = scene(
  wide,
  ['#dfe9dc', '#f2efdf'],
  [
    disc(1_300, 260, 160, '#fff6d8'),
    box(0, 800, { width: 1_600, height: 60, fill: '#b98a5e' }),
    box(0, 860, { width: 1_600, height: 207, fill: '#8fa58b' }),
    ...[110, 350, 590, 830, 1_070, 1_310].map((x, n) => jar(x, 330 + ((n * 53) % 90))),
  ],
)

const bed = (y: number, colours: readonly string[], seed: number) => {
  const random = chance(seed)
  const one = (_: unknown, n: number) => {
    const x = n * 66 + random() * 30
    const height = 70 + random() * 60
    return (
      line(`M${x} ${y}v${-height}`, '#4f7f4a', 8) +
      disc(x, y - height, 24 + random() * 10, colours[n % colours.length] ?? '')
    )
  }
  return box(0, y - 14, { width: 1_600, height: 70, fill: '#6b4b36' }) + Array.from({ length: 25 }, one).join('')
}

const garden = scene(wide, morning, [
  hills(wide, 480, { fill: '#9dbf94', swell: 60, seed: 14 }),
  tree(1_360, 640, { size: 420, leaf: '#5f9159' }),
  house(150, 660, { width: 300, height: 200, wall: '#b5835a', roof: '#6e4a3a', window: '#f7e3b5' }),
  box(0, 650, { width: 1_600, height: 417, fill: '#7fa86c' }),
  bed(770, ['#f2c14e', '#e8604c', '#fff6e6'], 3),
  bed(920, ['#d879a0', '#8f7fc4', '#f2c14e'], 7),
  bed(1_050, ['#e8604c', '#f7a65a', '#fff6e6'], 11),
])

const sunflowers = scene(wide, morning, [
  hills(wide, 720, { fill: '#8fb583', swell: 70, seed: 19 }),
  ...[180, 480, 790, 1_110, 1_420].map((x, n) => {
    const y = 400 + ((n * 131) % 170)
    const petals = Array.from(
      { length: 16 },
      (_, p) =>
        `<ellipse cx="${x}" cy="${y - 112}" rx="30" ry="62" fill="#f5c338" transform="rotate(${p * 22.5} ${x} ${y})"/>`,
    )
    const leaf = shape(`M${x} 860q-150 -20 -170 -130q140 0 170 130Z`, '#5d9552')
    return (
      line(`M${x} ${y}V1067`, '#5d9552', 24) +
      leaf +
      petals.join('') +
      disc(x, y, 86, '#6d4526') +
      disc(x, y, 54, '#54341d')
    )
  }),
  hills(wide, 1_010, { fill: '#5f8a55', swell: 24, seed: 23 }),
])

const boot = scene(
  wide,
  ['#bcd9e0', '#e6efe2'],
  [
    hills(wide, 560, { fill: '#a8c79c', swell: 70, seed: 41 }),
    box(0, 700, { width: 1_600, height: 367, fill: '#86ad77' }),
    ...Array.from({ length: 9 }, (_, n) =>
      shape(`M${n * 190 - 20} 830V380l60 -70l60 70V830Z`, n % 2 ? '#d9b98c' : '#cfa978'),
    ),
    box(0, 470, { width: 1_600, height: 44, fill: '#b98f60' }),
    box(0, 690, { width: 1_600, height: 44, fill: '#b98f60' }),
    `<ellipse cx="880" cy="965" rx="290" ry="30" fill="#5d8350"/>`,
    shape('M700 430H900V760Q1130 770 1140 900Q1142 950 1090 950H740Q700 950 700 905Z', '#d8412f'),
    box(690, 415, { width: 220, height: 62, fill: '#b5301f', round: 18 }),
    shape('M700 905H1140Q1142 968 1080 968H748Q700 968 700 905Z', '#7f2116'),
    line('M752 520V760', '#ee7566', 22),
  ],
)

const tram = scene(wide, morning, [
  street(800, '#fff1c9', false),
  box(0, 800, { width: 1_600, height: 267, fill: '#8d8a90' }),
  line('M0 960H1600M0 1010H1600', '#5d5a63', 10),
  line('M0 270Q800 300 1600 260', '#4a4750', 5),
  line('M700 520L800 285L880 520', '#4a4750', 8),
  box(330, 520, { width: 940, height: 420, fill: '#d9553f', round: 46 }),
  box(330, 730, { width: 940, height: 210, fill: '#f3e3c3', round: 30 }),
  box(330, 715, { width: 940, height: 30, fill: '#9c3626' }),
  ...Array.from({ length: 6 }, (_, n) =>
    box(380 + n * 144, 570, { width: 112, height: 130, fill: '#cfe8ee', round: 14 }),
  ),
  glow(1_250, 840, 110),
  ...[480, 620, 1_000, 1_140].map((x) => disc(x, 945, 46, '#3c3a42') + disc(x, 945, 18, '#a9a6ae')),
])

const cat = scene(wide, evening, [
  glow(380, 560, 420),
  disc(380, 560, 90, '#fff1c9'),
  hills(wide, 720, { fill: '#7a5f7c', swell: 80, seed: 52 }),
  box(0, 760, { width: 1_600, height: 307, fill: '#8c5a4c' }),
  ...Array.from({ length: 24 }, (_, n) =>
    box((n % 8) * 210 - (Math.floor(n / 8) % 2) * 100, 790 + Math.floor(n / 8) * 94, {
      width: 190,
      height: 76,
      fill: '#a06a58',
      round: 6,
    }),
  ),
  line('M1240 750q210 -30 170 -220q-16 -70 -80 -50', '#4b4a58', 44),
  shape('M860 760Q840 470 1010 430Q1190 420 1260 600Q1290 690 1270 760Z', '#5b5a69'),
  shape('M800 470L790 300L880 370Q950 350 1010 380L1090 310L1085 480Q1070 590 945 590Q815 590 800 470Z', '#5b5a69'),
  disc(885, 462, 26, '#f2d060') + disc(885, 462, 11, '#22222c'),
  disc(1_000, 462, 26, '#f2d060') + disc(1_000, 462, 11, '#22222c'),
  shape('M925 510h40l-20 26Z', '#d98f8f'),
  box(890, 700, { width: 90, height: 64, fill: '#f5efe6', round: 30 }),
  line('M1120 500q60 40 70 120M1060 620q40 50 40 110', '#44434f', 18),
])

const rain = scene(
  wide,
  ['#6f8294', '#9aa9b2', '#c3c9c8'],
  [
    street(860, '#f7d88f', true),
    ...Array.from({ length: 90 }, (_, n) => line(`M${(n * 379) % 1_600} ${(n * 211) % 860}l-12 54`, '#dfe8ec', 4)),
    box(0, 830, { width: 1_600, height: 237, fill: '#7b5540' }),
    box(0, 830, { width: 1_600, height: 26, fill: '#94694f' }),
    `<ellipse cx="1020" cy="985" rx="250" ry="34" fill="#5d3f2e"/>`,
    line('M1180 780q120 -10 110 80t-140 70', '#f6efe4', 32),
    shape('M830 710H1200Q1200 960 1060 970H970Q830 960 830 710Z', '#f6efe4'),
    `<ellipse cx="1015" cy="712" rx="185" ry="38" fill="#3f2a20"/>`,
    line('M950 640q-50 -70 0 -140t0 -130M1060 640q50 -70 0 -140t0 -130', '#f4f6f6', 14),
    box(780, 40, { width: 44, height: 800, fill: '#f2ece0' }),
  ],
)

/** By the name of their files. */
export const scenes = {
  porch,
  roofs,
  saturn,
  moon,
  bread,
  party,
  jars,
  garden,
  sunflowers,
  boot,
  tram,
  cat,
  rain,
} as const

const strip: Canvas = { width: 1_500, height: 500 }
export const banners = {
  'banner-garden': scene(strip, morning, [
    hills(strip, 300, { fill: '#a8c79c', swell: 60, seed: 61 }),
    hills(strip, 370, { fill: '#86ad77', swell: 50, seed: 62 }),
    ...[120, 420, 980, 1_330].map((x, n) =>
      tree(x, 420 + ((n * 17) % 40), { size: 210 + n * 22, leaf: n % 2 ? '#5f9159' : '#6fa365' }),
    ),
    hills(strip, 440, { fill: '#5f8a55', swell: 24, seed: 63 }),
  ]),
  'banner-night': scene(strip, night, [
    stars(strip, 330, 71),
    glow(1_180, 150, 210, 0.5),
    disc(1_180, 150, 74, '#f7ecc9'),
    hills(strip, 380, { fill: '#1a2140', swell: 60, seed: 72 }),
    hills(strip, 450, { fill: '#0f142b', swell: 30, seed: 73 }),
  ]),
} as const
