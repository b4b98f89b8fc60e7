import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { hasCode, OperatorError } from '../operator-error.ts'
import type { Setting } from './setting.ts'

export interface EnvFile {
  readonly values: Readonly<Record<string, string>>
  /** Lines that say nothing that could be understood. */
  readonly faults: readonly string[]
}

/** A missing file is an empty one. */
export async function readEnvFile(path: string): Promise<EnvFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (hasCode(cause, 'ENOENT', 'ENOTDIR')) return ''
    throw new OperatorError(`The settings in ${path} cannot be read. Give yourself the right to read that file.`, {
      cause,
    })
  })
  const values = Object.entries(parseEnv(text)).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return { values: Object.fromEntries(values), faults: unreadableLines(text).map((line) => `${path}, ${line}`) }
}

function unreadableLines(text: string): string[] {
  // A quoted value may run over several lines; what is inside it is no line of its own.
  const bare = text.replaceAll(/=\s*(["'`])[\s\S]*?\1/g, (quoted) => `=${'\n'.repeat(quoted.split('\n').length - 1)}`)
  return bare.split(/\r?\n/).flatMap((line, index) => {
    const readable = /^\s*(#|$)/.test(line) || /^\s*(export\s+)?\w+\s*=/.test(line)
    return readable ? [] : [`line ${index + 1}: must be NAME=value or start with #`]
  })
}

/** Everything commented out: defaults can change with the program until an operator decides. */
export function defaultFile(settings: readonly Setting<unknown>[]): string {
  const blocks = settings.map(({ name, summary, defaultText }) => `# ${summary}\n#${name}=${defaultText ?? ''}\n`)
  return [
    "# Porchlight's settings. Take the # away to set one; restart to take it up.\n# The environment overrides what is set here.\n",
    ...blocks,
  ].join('\n')
}
