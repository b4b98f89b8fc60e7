import type { FileHandle } from 'node:fs/promises'

const chunkBytes = 131_072

/** From `start` up to, and without, `end`. The file stays open. */
export async function* readBytes(
  file: FileHandle,
  { start, end }: { start: number; end: number },
): AsyncIterable<Buffer> {
  for (let at = start; at < end; ) {
    const length = Math.min(chunkBytes, end - at)
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, at)
    if (bytesRead === 0) throw new Error('The file of an object is shorter than it says')
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}
