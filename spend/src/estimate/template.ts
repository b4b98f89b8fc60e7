import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { EstimateFault } from './usage.ts'

export const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
})
export type Resource = z.infer<typeof Resource>

/** What an estimate reads of a CloudFormation template. Each stack of ours says so in its description. */
export const Template = z.object({
  Description: z.string().regex(/^Porchlight\b/, 'is no stack of Porchlight: its Description says so of each'),
  Resources: z.record(z.string(), Resource),
})
export type Template = z.infer<typeof Template>

/** @throws {EstimateFault} for what is no template, or one of another system. */
export function readTemplate(name: string, text: string): Template {
  try {
    return Template.parse(JSON.parse(text))
  } catch (error) {
    const issues =
      error instanceof z.ZodError ? error.issues.map((each) => `${each.path.join('.')} ${each.message}`) : []
    throw new EstimateFault(`${name} cannot be priced: ${issues.join('; ') || error}`)
  }
}

/** Every `*.template.json` of a directory such as `cdk.out`, in the order of their names. */
export async function readTemplates(directory: string): Promise<readonly Template[]> {
  const names = await readdir(directory).catch((error: Error) => {
    throw new EstimateFault(`There are no templates in ${directory}: ${error.message}`)
  })
  const found = names.filter((name) => name.endsWith('.template.json')).sort()
  if (found.length === 0) throw new EstimateFault(`There is no file *.template.json in ${directory}.`)
  return Promise.all(found.map(async (name) => readTemplate(name, await readFile(join(directory, name), 'utf8'))))
}
