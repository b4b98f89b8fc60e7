/** An ALB's: 16 K for the request line and for each header, 64 K for all; 32 K for a target's answer. */
export const maxRequestLineBytes = 16_384
export const maxHeaderBytes = 16_384
export const maxRequestHeadBytes = 65_536
export const maxResponseHeadBytes = 32_768
/** As many as the firewall inspects. */
export const maxHeaderCount = 200

export interface ClientTimes {
  /** For a head from its first byte to its last, however the bytes are spread; also for a connection's first byte. */
  readonly headMs: number
  /** Without a byte in either direction, while an answer is awaited or its reader reads nothing. */
  readonly idleMs: number
}

/**
 * A head arrives in one go or within a few round trips; a slower one is a slow-loris. Node looks every quarter of that
 * time, so it is over after 10 s. Idle is longer than a target's time, so that a slow answer ends as a 504 rather than
 * as a closed connection.
 */
export const clientTimes: ClientTimes = { headMs: 8_000, idleMs: 75_000 }
/** How long the rest of an upload is read and dropped after its answer has been sent. */
export const lingerTimeoutMs = 10_000

/** An ALB's. */
export const targetConnectTimeoutMs = 10_000
/**
 * An ALB keeps a client's connection for 3,600 s. On one machine each idle one holds memory that other processes need;
 * 75 s covers the pause between two clicks, and a new local connection costs little.
 */
export const clientKeepAliveTimeoutMs = 75_000

/** Nobody waits in a longer line by choice; each in it already occupies a target. */
export const maxPipelinedRequests = 32
/** An ALB's: so many requests at a time on a connection of HTTP/2. */
export const maxConcurrentStreams = 128
/** A client that has not said hello by then is gone. */
export const tlsHandshakeTimeoutMs = 10_000
/** How soon a renewed certificate is found. */
export const certificateIntervalMs = 5_000
