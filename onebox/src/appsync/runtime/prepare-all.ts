import { basename } from 'node:path'
import { type Bundles, bundleCode } from './bundle-code.ts'
import { checkCode, parseCode } from './check-code.ts'
import { prepareCode } from './prepare-code.ts'

/** @throws {Error} with everything that AppSync would refuse in any of them. */
export async function prepareAll(files: readonly string[]): Promise<Bundles> {
  const { code: bundled, sources } = await bundleCode(files)
  const faults: string[] = []
  const code = new Map<string, string>()
  for (const [file, text] of bundled) {
    const program = parseCode(text)
    faults.push(...checkCode(program).map((fault) => `${basename(file)}, bundled, ${fault}`))
    if (faults.length === 0) code.set(file, prepareCode(text, program))
  }
  if (faults.length > 0) throw new Error(`AppSync would refuse these resolvers:\n${faults.join('\n')}`)
  return { code, sources }
}
