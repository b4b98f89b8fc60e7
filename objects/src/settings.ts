import { SettingsError } from '@porchlight/runtime/settings'
import { z } from 'zod'

export type ObjectStoreSettings =
  | {
      readonly kind: 'disk'
      readonly directory: string
      readonly grantSecrets: readonly string[]
      readonly mediaOrigin: string
    }
  | {
      readonly kind: 's3'
      readonly bucket: string
      readonly region: string
      /** Of a store that speaks S3 and is not AWS's. */
      readonly endpoint?: string
      readonly mediaOrigin: string
    }

const Place = z
  .string()
  .transform((text, context): { kind: 'disk'; directory: string } | { kind: 's3'; bucket: string } => {
    const disk = /^disk:(?<directory>\/.*)$/.exec(text)?.groups?.directory
    if (disk !== undefined) return { kind: 'disk', directory: disk }
    const bucket = /^s3:(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])$/.exec(text)?.groups?.bucket
    if (bucket !== undefined) return { kind: 's3', bucket }
    context.addIssue('must be disk:/PATH or s3:BUCKET')
    return z.NEVER
  })

const Secrets = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.string().min(32, 'must be secrets of at least 32 characters, with commas between')))

/** What a tier that uses the store adds to its own variables. */
export const objectStoreVariables = {
  PORCHLIGHT_OBJECT_STORE: Place,
  /** For a disk, in programs that grant or verify: the first signs, all verify. */
  PORCHLIGHT_GRANT_SECRET: Secrets.optional(),
  /** Where browsers reach objects: the address of one is this, a slash and its key. */
  PORCHLIGHT_MEDIA_ORIGIN: z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin),
  /** AWS's own names. */
  AWS_REGION: z.string().optional(),
  AWS_ENDPOINT_URL_S3: z.url({ protocol: /^https?$/ }).optional(),
}
const Variables = z.object(objectStoreVariables)

/** @throws {SettingsError} */
export function objectStoreSettings(variables: z.infer<typeof Variables>): ObjectStoreSettings {
  const { PORCHLIGHT_OBJECT_STORE: place, PORCHLIGHT_MEDIA_ORIGIN: mediaOrigin } = variables
  if (place.kind === 'disk') return { ...place, grantSecrets: variables.PORCHLIGHT_GRANT_SECRET ?? [], mediaOrigin }
  const { AWS_REGION: region, AWS_ENDPOINT_URL_S3: endpoint } = variables
  if (region === undefined) {
    throw new SettingsError([`AWS_REGION: must be set where PORCHLIGHT_OBJECT_STORE is s3:${place.bucket}`])
  }
  return { ...place, region, ...(endpoint !== undefined && { endpoint }), mediaOrigin }
}
