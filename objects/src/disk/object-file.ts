import { type FileHandle, open } from 'node:fs/promises'
import { z } from 'zod'

/**
 * An object is one file, so that its bytes and what is known of them appear and vanish together: the bytes, then the
 * properties as JSON, then the length of that JSON and a mark.
 */
export const StoredProperties = z.object({
  key: z.string(),
  contentType: z.string(),
  contentLength: z.number().int().min(0),
  cacheControl: z.string().optional(),
  metadata: z.record(z.string(), z.string()),
  /** Strong, in quotes. */
  etag: z.string(),
})
export type StoredProperties = z.infer<typeof StoredProperties>

export interface OpenObject {
  /** Its bytes begin at 0. Whoever opened it closes it. */
  readonly file: FileHandle
  readonly properties: StoredProperties
  readonly lastModified: Date
}

const mark = Buffer.from('porchob1')
const footerBytes = 4 + mark.length
/** Holds the properties of nearly every object, so that one read is enough. */
const firstReadBytes = 2_048

export class DamagedObject extends Error {
  override readonly name = 'DamagedObject'

  constructor(path: string) {
    super(`The object in ${path} is damaged. Put the file back from a backup, or delete it.`)
  }
}

/** What follows the bytes. */
export function encodeProperties(properties: StoredProperties): Buffer {
  const json = Buffer.from(JSON.stringify(properties))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(json.length)
  return Buffer.concat([json, length, mark])
}

/** @throws {DamagedObject}, or the system's ENOENT. */
export async function openObjectFile(path: string): Promise<OpenObject> {
  const file = await open(path, 'r')
  try {
    const { size, mtime } = await file.stat()
    const properties = await readProperties(file, size)
    if (properties === undefined || properties.contentLength > size) throw new DamagedObject(path)
    return { file, properties, lastModified: mtime }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function readProperties(file: FileHandle, size: number): Promise<StoredProperties | undefined> {
  const tail = await readEnd(file, size, firstReadBytes)
  const markAt = tail.length - mark.length
  if (tail.length < footerBytes || !tail.subarray(markAt).equals(mark)) return undefined
  const bytes = tail.readUInt32BE(markAt - 4) + footerBytes
  if (bytes > size) return undefined
  const whole = bytes > tail.length ? await readEnd(file, size, bytes) : tail
  const json = whole.subarray(whole.length - bytes, whole.length - footerBytes)
  return StoredProperties.safeParse(parseJson(json.toString())).data
}

async function readEnd(file: FileHandle, size: number, bytes: number): Promise<Buffer> {
  const length = Math.min(size, bytes)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length)
  return buffer.subarray(0, bytesRead)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
