import { join } from 'node:path'
import { runCommand } from './command.ts'
import { OperatorError } from './operator-error.ts'
import { apiEnvironment, type Surroundings } from './programs.ts'
import { repositoryRoot } from './repository.ts'

export interface DemoMember {
  readonly name: string
  readonly email: string
  readonly password: string
}

/**
 * Fills the community with members who have things to say, and returns them.
 *
 * @throws {OperatorError} with the last lines of a program that failed.
 */
export async function fillDemo(surroundings: Surroundings, signal: AbortSignal): Promise<readonly DemoMember[]> {
  const { code, output } = await runCommand(
    { file: process.execPath, args: [join(repositoryRoot, 'api/src/demo.ts')] },
    {
      cwd: repositoryRoot,
      environment: {
        ...apiEnvironment(surroundings),
        PORCHLIGHT_LISTEN: `unix:${join(surroundings.socketDirectory, 'demo.sock')}`,
      },
      signal,
    },
  )
  const lines = output.trim().split('\n')
  if (code !== 0) throw new OperatorError(`The demo could not be filled:\n  ${lines.slice(-20).join('\n  ')}`)
  return lines.flatMap(readMembers)
}

function readMembers(line: string): DemoMember[] {
  if (!line.startsWith('{"members"')) return []
  const answer: unknown = JSON.parse(line)
  const members = isRecord(answer) ? answer.members : undefined
  return Array.isArray(members) ? members.filter(isMember) : []
}

function isMember(value: unknown): value is DemoMember {
  return isRecord(value) && [value.name, value.email, value.password].every((field) => typeof field === 'string')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
