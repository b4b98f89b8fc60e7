/**
 * A pattern for the whole numbers above this one, as regular expressions of AWS WAF can say it: more digits, or the same
 * up to a place and a greater one there.
 */
export function moreThan(limit: number): string {
  const digits = [...String(limit)]
  const alternatives = digits.flatMap((digit, index) => {
    if (digit === '9') return []
    const same = digits.slice(0, index).join('')
    const rest = digits.length - index - 1
    return [`${same}[${Number(digit) + 1}-9]${rest > 0 ? `[0-9]{${rest}}` : ''}`]
  })
  return `^0*(?:${[`[1-9][0-9]{${digits.length},}`, ...alternatives].join('|')})$`
}
