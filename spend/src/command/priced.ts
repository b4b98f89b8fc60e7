import { readFile } from 'node:fs/promises'
import { type Environment, environments, referenceStacks, referenceUsage } from '../estimate/reference-stacks.ts'
import { readTemplates, type Template } from '../estimate/template.ts'
import { EstimateFault, readUsage, type Usage } from '../estimate/usage.ts'
import { CommandFault } from './command-fault.ts'
import type { Given } from './run.ts'

export interface Priced {
  readonly environment: Environment
  readonly templates: readonly Template[]
  readonly usage: Usage
}

/** @throws {CommandFault} for everything that cannot be priced, before anything is printed. */
export async function pricedOf(given: Given): Promise<Priced> {
  const environment = environmentOf(given.env)
  return {
    environment,
    templates: await templatesOf(environment, given.templates),
    usage: await usageOf(environment, given),
  }
}

export async function templatesOf(
  environment: Environment,
  directory: string | undefined,
): Promise<readonly Template[]> {
  return directory === undefined ? referenceStacks(environment) : foreseen(() => readTemplates(directory))
}

export function environmentOf(name = 'small'): Environment {
  const environment = environments.find((each) => each === name)
  if (environment !== undefined) return environment
  throw new CommandFault(`There is no environment "${name}": choose of ${environments.join(', ')}.`)
}

/** @throws {CommandFault} in the place of what an estimate refuses. */
export async function foreseen<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof EstimateFault) throw new CommandFault(error.message)
    throw error
  }
}

async function usageOf(environment: Environment, { members, usage: file }: Given): Promise<Usage> {
  const assumed: object = file === undefined ? referenceUsage(environment) : await objectIn(file)
  const counted = members === undefined ? {} : { members: members.trim() === '' ? Number.NaN : Number(members) }
  return foreseen(() => readUsage({ ...assumed, ...counted }))
}

async function objectIn(file: string): Promise<object> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
    throw new CommandFault(`The usage in ${file} is no object, such as {"members": 1000}.`)
  } catch (error) {
    if (error instanceof CommandFault) throw error
    throw new CommandFault(`The usage cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}
