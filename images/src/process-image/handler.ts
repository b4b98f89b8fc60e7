import type { FunctionHandler } from '../function-handler.ts'
import { type ProcessParts, processPicture } from './process-picture.ts'
import { uploadedPictures } from './s3-event.ts'

/** One after another: each takes what memory and processor time the function has. */
export function processImageHandler(parts: ProcessParts): FunctionHandler {
  return async (event) => {
    for (const picture of uploadedPictures(event, parts.logger)) await processPicture(parts, picture)
  }
}
