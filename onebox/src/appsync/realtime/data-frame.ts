/** Of RFC 6455: the last and only frame of a text message, not masked, as a server's are. */
const textFrame = 0x81
const closingBrace = 0x7d

/** The `data` messages of one subscription, each a frame in one piece: a second piece would cost half as much again. */
export class DataFrames {
  readonly #prefix: string
  readonly #prefixBytes: number

  constructor(id: string) {
    this.#prefix = `{"id":${JSON.stringify(id)},"type":"data","payload":`
    this.#prefixBytes = Buffer.byteLength(this.#prefix)
  }

  /** @param payload JSON in UTF-8, which many subscriptions share. */
  frame(payload: Buffer): Buffer {
    const length = this.#prefixBytes + payload.length + 1
    const headerBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10
    const frame = Buffer.allocUnsafe(headerBytes + length)
    writeHeader(frame, length)
    frame.write(this.#prefix, headerBytes)
    payload.copy(frame, headerBytes + this.#prefixBytes)
    frame[frame.length - 1] = closingBrace
    return frame
  }
}

function writeHeader(frame: Buffer, length: number): void {
  frame[0] = textFrame
  if (length < 126) {
    frame[1] = length
  } else if (length < 65_536) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
}
