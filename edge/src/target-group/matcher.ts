/** Reads the codes that a health check takes for healthy: `200`, `200-299`, `200,204`. */
export function compileMatcher(codes: string): (status: number) => boolean {
  const ranges = codes.split(',').map((part) => {
    const [first = '', last = first] = part.trim().split('-')
    if (!/^\d{3}$/.test(first) || !/^\d{3}$/.test(last)) throw new Error(`"${codes}" are no status codes`)
    return { first: Number(first), last: Number(last) }
  })
  return (status) => ranges.some(({ first, last }) => status >= first && status <= last)
}
