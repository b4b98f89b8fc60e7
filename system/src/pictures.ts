/**
 * What pictures may take unless the operator says otherwise. Bytes are of originals and renders together, in MB of
 * 1,000,000 bytes.
 */
export const pictureAllowance = {
  perHour: 60,
  perDay: 300,
  megabytesPerMember: 2_000,
  megabytes: 20_000,
} as const
