import { styleText } from 'node:util'

export interface Welcome {
  readonly origin: string
  readonly apiOrigin: string
  readonly data: string
  /** Absent once there is an administrator. */
  readonly setupLink?: string
  readonly members?: readonly { readonly name: string; readonly email: string; readonly password: string }[]
}

type Style = (format: Parameters<typeof styleText>[0], text: string) => string

/** What is printed when everything runs: the address, what to do first, and how to stop. */
export function welcomeText(welcome: Welcome, output: NodeJS.WriteStream): string {
  const style: Style = (format, text) => styleText(format, text, { stream: output })
  const lamp = ['    _|_', '   /___\\', '   |( )|', '   `---´'].map((line) => style('yellow', line.padEnd(12)))
  const beside = [
    style('bold', 'Porchlight is on.'),
    style(['cyan', 'underline'], welcome.origin),
    welcome.apiOrigin === welcome.origin ? '' : style('dim', `The back end: ${welcome.apiOrigin}/api`),
    style('dim', lastly(welcome)),
  ]
  const picture = lamp.map((line, index) => `${line}${beside[index] ?? ''}`.trimEnd())
  return `\n${[...picture, ...setup(welcome, style), ...members(welcome, style)].join('\n')}\n\n`
}

function lastly({ data, members }: Welcome): string {
  return members ? 'A demo: all of it is gone when you stop it with Ctrl-C.' : `Ctrl-C stops it. Your data: ${data}`
}

function setup({ setupLink }: Welcome, style: Style): string[] {
  if (setupLink === undefined) return []
  return [
    '',
    '   Make the first administrator with this link, once, within 30 minutes:',
    `   ${style(['cyan', 'underline'], setupLink)}`,
  ]
}

function members({ members }: Welcome, style: Style): string[] {
  if (!members) return []
  const lines = members.map(
    ({ name, email, password }) => `   ${name}: ${style('bold', email)}  password ${style('bold', password)}`,
  )
  return ['', '   Sign in as', ...lines]
}
