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

/** What an estimate reads of a CloudFormation template. */
export const Template = z.object({
  Resources: z.record(z.string(), Resource),
})
export type Template = z.infer<typeof Template>

/** @throws {EstimateFault} for what is no template, or one of another system. */
export function readTemplate(name: string, text: string): Template {
  if (!name.startsWith('porchlight-')) {
    throw new EstimateFault(`${name} is of another system: the stacks of Porchlight are called porchlight-...`)
  }
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

const Group = z.object({ LaunchTemplate: z.object({ LaunchTemplateId: z.object({ Ref: z.string() }) }) })
const Launched = z.object({ LaunchTemplateData: z.object({ InstanceType: z.string() }) })

/** Of a template, a group of instances with the type that its launch template names. */
export function resourcesOf({ Resources }: Template): readonly Resource[] {
  return Object.values(Resources).map((resource) => {
    const group = Group.safeParse(resource.Properties)
    if (resource.Type !== 'AWS::AutoScaling::AutoScalingGroup' || !group.success) return resource
    const launched = Launched.safeParse(Resources[group.data.LaunchTemplate.LaunchTemplateId.Ref]?.Properties)
    if (!launched.success) return resource
    const { InstanceType } = launched.data.LaunchTemplateData
    return { ...resource, Properties: { InstanceType, ...resource.Properties } }
  })
}
