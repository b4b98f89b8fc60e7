import { billedAfterDestroy } from '../estimate/teardown.ts'
import { CommandFault, exitCodes } from './command-fault.ts'
import { environmentOf, templatesOf } from './priced.ts'
import type { Given, Print } from './run.ts'

/** @throws {CommandFault} with exit code 4 and each resource that would be billed on. */
export async function teardownCommand({ env, templates }: Given, print: Print): Promise<void> {
  const left = billedAfterDestroy(await templatesOf(environmentOf(env), templates))
  if (left.length > 0) throw new CommandFault(`Billed after destroy:\n${left.join('\n')}`, exitCodes.stillBilled)
  print('After destroy nothing is billed.')
}
