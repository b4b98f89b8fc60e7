import { randomBytes } from 'node:crypto'
import { z } from 'zod'

/**
 * S3's notification of an upload
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html), so far as a disk has
 * something to say.
 */
export const ObjectCreated = z.object({
  Records: z.tuple([
    z.object({
      eventVersion: z.literal('2.1'),
      eventSource: z.literal('aws:s3'),
      awsRegion: z.string(),
      eventTime: z.iso.datetime(),
      eventName: z.literal('ObjectCreated:Put'),
      s3: z.object({
        s3SchemaVersion: z.literal('1.0'),
        bucket: z.object({ name: z.string(), arn: z.string() }),
        object: z.object({
          /** As in a form: `+` for a space. */
          key: z.string(),
          size: z.number().int(),
          /** Without quotes. */
          eTag: z.string(),
          /** Hexadecimal; of two events of one key the later has the greater one. */
          sequencer: z.string(),
        }),
      }),
    }),
  ]),
})
export type ObjectCreated = z.infer<typeof ObjectCreated>

export interface Created {
  readonly bucket: string
  readonly key: string
  readonly bytes: number
  /** In quotes. */
  readonly etag: string
}

export function objectCreated({ bucket, key, bytes, etag }: Created): ObjectCreated {
  const now = Date.now()
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'local',
        eventTime: new Date(now).toISOString(),
        eventName: 'ObjectCreated:Put',
        s3: {
          s3SchemaVersion: '1.0',
          bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
          object: { key: encodeKey(key), size: bytes, eTag: etag.replaceAll('"', ''), sequencer: nextSequencer(now) },
        },
      },
    ],
  }
}

export function keyOf(event: ObjectCreated): string {
  return decodeURIComponent(event.Records[0].s3.object.key.replaceAll('+', ' '))
}

export function sequencerOf(event: ObjectCreated): string {
  return event.Records[0].s3.object.sequencer
}

function encodeKey(key: string): string {
  return encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+')
}

/** The time, then chance: two events never share one. */
function nextSequencer(now: number): string {
  return `${now.toString(16).padStart(12, '0')}${randomBytes(4).toString('hex')}`.toUpperCase()
}
