/** How metadata travels in headers, on the disk's server as on S3. */
export const metadataPrefix = 'x-amz-meta-'

/** @throws {TypeError} for what would not come back from a header as it went in. */
export function checkMetadata(metadata: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(metadata)) {
    if (!/^[a-z0-9-]{1,64}$/.test(name)) throw new TypeError(`"${name}" is no name for metadata: use a-z, 0-9 and -`)
    if (!/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value)) {
      throw new TypeError(`The metadata ${name} must be printable ASCII without spaces around it`)
    }
  }
}

export function metadataHeaders(metadata: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`${metadataPrefix}${name}`, value]))
}
