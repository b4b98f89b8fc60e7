import type { ServerReply, ServerRequest } from './http-message.ts'
import { BodyStalledError, BrokenOffError, bodyStallTimeoutMs, continueUpload } from './request-body.ts'

/** The beginning of a body that was read ahead of whoever reads all of it. */
export interface BodyHead {
  readonly bytes: Buffer
  /** There is no more. */
  readonly ended: boolean
}

/**
 * Reads on until more than so many bytes have come or the body has ended, and leaves the request paused.
 *
 * @throws {BodyStalledError} when nothing comes for too long.
 * @throws {BrokenOffError} when the client leaves.
 */
export function readBodyHead(request: ServerRequest, response: ServerReply, bytes: number): Promise<BodyHead> {
  continueUpload(request, response)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const stop = (): void => {
      clearTimeout(stall)
      request.pause().off('data', take).off('end', end).off('close', breakOff).off('error', breakOff)
    }
    const settle = (ended: boolean): void => {
      stop()
      const [only = Buffer.alloc(0)] = chunks
      resolve({ bytes: chunks.length > 1 ? Buffer.concat(chunks) : only, ended })
    }
    const fail = (error: Error): void => {
      stop()
      reject(error)
    }
    const take = (chunk: Buffer): void => {
      stall.refresh()
      chunks.push(chunk)
      size += chunk.length
      if (size > bytes) settle(false)
    }
    const end = (): void => settle(true)
    const breakOff = (): void => fail(new BrokenOffError())
    const stall = setTimeout(() => fail(new BodyStalledError()), bodyStallTimeoutMs)
    request.on('data', take).on('end', end).on('close', breakOff).on('error', breakOff)
  })
}
