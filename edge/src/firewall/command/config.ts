import { resolve } from 'node:path'

const repositoryRoot = resolve(import.meta.dirname, '../../../..')

/** As `npm start` finds it: the setting, relative to the repository. */
export const dataDirectory = resolve(repositoryRoot, process.env.PORCHLIGHT_DATA || './data')

/** npm runs commands from the repository; a file that is named is looked for where the command was typed. */
export const workingDirectory = process.cwd()
