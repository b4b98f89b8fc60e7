import { type Canvas, disc, line, scene, shape } from './brush.ts'

const square: Canvas = { width: 640, height: 640 }

interface Face {
  readonly sky: readonly string[]
  readonly skin: string
  readonly hair: string
  readonly shirt: string
  readonly cut: 'short' | 'long' | 'bun' | 'cap' | 'bald'
  readonly glasses?: true
  readonly beard?: true
}

const behind = {
  long: (hair: string) => shape('M170 300Q160 110 320 110T470 300V520H170Z', hair),
  bun: (hair: string) => disc(320, 96, 62, hair),
  short: () => '',
  cap: () => '',
  bald: () => '',
} as const

const above = {
  long: (hair: string) => shape('M190 290Q190 140 320 140T450 290Q400 210 320 214T190 290Z', hair),
  bun: (hair: string) => shape('M190 290Q190 140 320 140T450 290Q420 200 320 200T190 290Z', hair),
  short: (hair: string) => shape('M188 300Q170 130 330 128T452 300Q440 226 380 206Q260 236 188 300Z', hair),
  cap: (hair: string) => shape('M186 268Q190 130 320 130T454 268H520Q520 292 486 292H186Z', hair),
  bald: (hair: string) => shape('M186 330Q172 280 192 250L208 330ZM454 330Q468 280 448 250L432 330Z', hair),
} as const

function portrait({ sky, skin, hair, shirt, cut, glasses, beard }: Face): string {
  return scene(square, sky, [
    behind[cut](hair),
    shape('M90 640Q100 480 320 480T550 640Z', shirt),
    shape('M272 420h96v90q-48 40 -96 0Z', skin),
    `<ellipse cx="320" cy="310" rx="128" ry="152" fill="${skin}"/>`,
    beard ? shape('M196 330Q206 478 320 476T444 330Q420 400 320 392T196 330Z', hair) : '',
    above[cut](hair),
    disc(272, 306, 13, '#2d2622') + disc(368, 306, 13, '#2d2622'),
    glasses
      ? line('M218 306a50 50 0 1 0 100 0a50 50 0 1 0 -100 0M322 306a50 50 0 1 0 100 0a50 50 0 1 0 -100 0', '#3d3a48', 9)
      : '',
    line('M278 388q42 36 84 0', '#8d4a40', 11),
    disc(236, 362, 22, '#e8806f', 'opacity="0.35"') + disc(404, 362, 22, '#e8806f', 'opacity="0.35"'),
  ])
}

/** By the handle of the neighbour. */
export const portraits = {
  hedda_moss: portrait({ sky: ['#a9cfa0', '#e3efcf'], skin: '#eebf9c', hair: '#d9d4cc', shirt: '#4f7f5a', cut: 'bun' }),
  anselm: portrait({
    sky: ['#f3d9a8', '#fbf0d6'],
    skin: '#f0c6a4',
    hair: '#bdb6ae',
    shirt: '#fffaf0',
    cut: 'bald',
    beard: true,
  }),
  pip_upstairs: portrait({
    sky: ['#1d2a52', '#5a5f9a'],
    skin: '#c98f68',
    hair: '#2d2438',
    shirt: '#e9c46a',
    cut: 'short',
    glasses: true,
  }),
  noor: portrait({ sky: ['#7d9fb2', '#d6e3e6'], skin: '#b97f58', hair: '#37506b', shirt: '#37506b', cut: 'long' }),
  two_wheels: portrait({ sky: ['#e79a7c', '#fbdcb4'], skin: '#e8b48f', hair: '#3f6f8f', shirt: '#d8744f', cut: 'cap' }),
  juna_k: portrait({ sky: ['#9fd0d4', '#e4f3ee'], skin: '#f1cdb0', hair: '#a3542f', shirt: '#3f7f86', cut: 'long' }),
  mateo_hums: portrait({
    sky: ['#d8a7c0', '#f6e2e6'],
    skin: '#a96e4a',
    hair: '#241c1a',
    shirt: '#7d4a86',
    cut: 'short',
    beard: true,
  }),
  shira_l: portrait({
    sky: ['#f6a98b', '#fde6c8'],
    skin: '#dba67f',
    hair: '#54341d',
    shirt: '#5a8fc4',
    cut: 'bun',
    glasses: true,
  }),
  sakura_3b: portrait({
    sky: ['#f2c6d0', '#fdf0ee'],
    skin: '#f2d0ae',
    hair: '#1f1c24',
    shirt: '#a8355a',
    cut: 'short',
  }),
  grandpa_otis: portrait({
    sky: ['#b5a58f', '#ece2d0'],
    skin: '#8f5f42',
    hair: '#e8e4dc',
    shirt: '#6d5a4a',
    cut: 'bald',
    glasses: true,
  }),
} as const
