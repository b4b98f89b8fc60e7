import { resolve } from 'node:path'
import { repositoryRoot } from '../../repository.ts'

/** As `npm start` finds it: the setting, relative to the repository. */
export const dataDirectory = resolve(repositoryRoot, process.env.PORCHLIGHT_DATA || './data')
