/** A recording, an overlay or a web ACL in a file that cannot be read as one; the message says which entry and why. */
export class RecordingFault extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'RecordingFault'
  }
}
