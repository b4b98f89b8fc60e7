import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { startNode, stopNode } from './child.ts'
import type { Section } from './report.ts'

const bound = z.union([z.strictObject({ atMost: z.number() }), z.strictObject({ atLeast: z.number() })])
const Sections: z.ZodType<Section[]> = z.array(
  z.object({
    title: z.string(),
    failure: z.string().exactOptional(),
    rows: z.array(
      z.object({
        what: z.string(),
        measured: z.number(),
        unit: z.string(),
        limit: z.number().exactOptional(),
        ratio: z.number().exactOptional(),
        promised: bound.exactOptional(),
      }),
    ),
  }),
)

/** What the edge's firewall costs and stops: measured by the edge's own program, which may look inside. */
export async function firewallSections(args: readonly string[]): Promise<readonly Section[]> {
  const child = startNode({ entry: 'edge/bench/main.ts', args: ['--json', ...args], output: 'pipe' })
  const { stdout, stderr } = child
  if (stdout === null || stderr === null) throw new Error('The benchmark of the edge has no output')
  try {
    const [json, said] = await Promise.all([text(stdout), text(stderr)])
    if (json === '') return [{ title: 'The firewall', rows: [], failure: said.trim() }]
    return Sections.parse(JSON.parse(json))
  } finally {
    await stopNode(child)
  }
}
