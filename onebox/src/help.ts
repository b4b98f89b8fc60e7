import { settings } from './configuration/settings.ts'

/** What `npm start -- --help` prints. */
export function helpText(): string {
  return `Porchlight: a community's own place on the web.

  npm start                        start it; Ctrl-C stops all of it
  npm start -- --demo              start a filled place that is gone when it stops
  npm start -- doctor              check whether this machine can run it
  npm start -- config print        show the settings and where each comes from
  npm start -- --help              show this

Settings, by file (config/porchlight.env in the data directory) or environment; the environment wins:

${Object.values(settings).map(settingHelp).join('\n')}

SIGHUP replaces the processes of every service one by one, and the edge's where it has several, without a request failing. New settings need a restart.
`
}

function settingHelp({ name, summary, defaultText }: { name: string; summary: string; defaultText?: string }): string {
  return `  ${name}${defaultText === undefined ? '' : ` (${defaultText})`}\n      ${summary}`
}
