import { readFile } from 'node:fs/promises'
import { renderPrefix } from '@porchlight/contract/picture-keys'
import { Rendition } from '@porchlight/contract/pictures'
import { z } from 'zod'

/** Drawn by `drawing/`; the files are committed, as the image function would have written them. */
const directory = new URL('pictures/', import.meta.url)

export const drawingNames = [
  'porch',
  'roofs',
  'saturn',
  'moon',
  'bread',
  'party',
  'jars',
  'garden',
  'sunflowers',
  'boot',
  'tram',
  'cat',
  'rain',
  'banner-garden',
  'banner-night',
  'hedda_moss',
  'anselm',
  'pip_upstairs',
  'noor',
  'two_wheels',
  'juna_k',
  'mateo_hums',
  'shira_l',
  'sakura_3b',
  'grandpa_otis',
] as const
export type DrawingName = (typeof drawingNames)[number]

const Drawing = z.object({
  width: z.number().int(),
  height: z.number().int(),
  placeholder: z.string(),
  colour: z.string(),
  renditions: z.array(Rendition.omit({ key: true }).extend({ file: z.string() })),
})
export type Drawing = z.infer<typeof Drawing>
const Drawings = z.record(z.enum(drawingNames), Drawing)

export async function readDrawings(): Promise<Readonly<Record<DrawingName, Drawing>>> {
  return Drawings.parse(JSON.parse(await readFile(new URL('pictures.json', directory), 'utf8')))
}

export async function readDrawingFile(file: string): Promise<Uint8Array> {
  return await readFile(new URL(file, directory))
}

/** As it is kept in the store for that picture. */
export function renditionsOf(pictureId: string, { renditions }: Drawing): (Rendition & { file: string })[] {
  const prefix = renderPrefix('public', pictureId)
  return renditions.map((rendition) => ({ ...rendition, key: `${prefix}${rendition.name}.${rendition.format}` }))
}
