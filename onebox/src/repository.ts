import { dirname } from 'node:path'

/** The folder that holds `package.json` and the tiers. */
export const repositoryRoot = dirname(dirname(import.meta.dirname))
