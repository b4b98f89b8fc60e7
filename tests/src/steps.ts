import { join } from 'node:path'
import { repository, type Step } from './command.ts'

const bin = (name: string): string => join(repository, 'node_modules/.bin', name)

/** Format, lint with the boundary rules, and types: what `npm run check` runs. */
export const checks: readonly Step[] = [
  { title: 'Format and lint', program: bin('biome'), args: ['check', '--error-on-warnings', '.'] },
  { title: 'Types', program: bin('tsc'), args: ['-p', '.'] },
  { title: 'Types of the pages', program: bin('tsc'), args: ['-p', 'web'] },
  // The types of AWS's own packages do not hold to exactOptionalPropertyTypes.
  { title: 'Types of the cloud', program: bin('tsc'), args: ['-p', 'aws'] },
]

const node = process.execPath
/** Longer than any test takes on a slow machine: a test that hangs ends, and is named. */
const runner = ['--test', '--test-timeout=180000']
const journeyRunner = ['--test', '--test-timeout=300000']

const besideTheFiles = [
  'system',
  'contract',
  'runtime',
  'objects',
  'images',
  'messaging',
  'edge',
  'web',
  'api',
  'onebox',
  'spend',
  'aws',
  'bench',
].map((tier) => `${tier}/**/*.test.ts`)

/** Everything that `npm test` runs after the checks. Journeys start whole systems, so fewer run at a time. Both wait more than they work. */
export const tests: readonly Step[] = [
  {
    title: 'Tests beside the files',
    program: node,
    args: [
      ...runner,
      '--test-concurrency=4',
      ...besideTheFiles,
      'tests/src/*.test.ts',
      'tests/src/messaging/*.test.ts',
    ],
  },
  {
    title: 'Journeys',
    program: node,
    args: [...journeyRunner, '--test-concurrency=2', 'tests/src/journeys/*.test.ts'],
  },
]
