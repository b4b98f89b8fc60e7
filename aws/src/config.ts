import { parseArgs } from 'node:util'
import { type Topology, topologies } from '@porchlight/system/topology'
import type { Place } from './environments/environment.ts'
import { Refusal } from './refusal.ts'
import { samplePlace } from './sample-place.ts'

export interface Command {
  readonly size: string
  readonly topology: Topology
  readonly outdir: string
  readonly place: Place
}

const usage = 'node aws/src/main.ts --env small|medium|large [--topology path|split|proxy] [--out DIRECTORY] [--sample]'

/**
 * What is to be synthesized: size and topology from the command, whose place it is from the environment.
 *
 * @throws {Refusal}
 */
export function readCommand(args: readonly string[]): Command {
  const { values } = parseArgs({
    args: [...args],
    options: {
      env: { type: 'string' },
      topology: { type: 'string', default: 'path' },
      out: { type: 'string' },
      sample: { type: 'boolean', default: false },
    },
  })
  const { env: size, topology: name, sample } = values
  if (size === undefined) throw new Refusal(`Say which environment: ${usage}`)
  const topology = topologies.find((each) => each === name)
  if (topology === undefined) {
    throw new Refusal(`There is no topology "${name}": choose one of ${topologies.join(', ')}.`)
  }
  const outdir = values.out ?? `cdk.out/${size}-${topology}`
  return { size, topology, outdir, place: sample ? samplePlace : readPlace() }
}

function readPlace(): Place {
  const { env } = process
  return {
    account: env.PORCHLIGHT_AWS_ACCOUNT ?? '',
    region: env.PORCHLIGHT_AWS_REGION ?? 'us-east-1',
    domain: env.PORCHLIGHT_DOMAIN ?? '',
    hostedZoneId: env.PORCHLIGHT_HOSTED_ZONE_ID ?? '',
    alertsEmail: env.PORCHLIGHT_ALERTS_EMAIL ?? '',
    ...(env.PORCHLIGHT_ALERTS_URL && { alertsUrl: env.PORCHLIGHT_ALERTS_URL }),
    release: env.PORCHLIGHT_RELEASE ?? '',
    functions: env.PORCHLIGHT_FUNCTIONS ?? '',
  }
}
