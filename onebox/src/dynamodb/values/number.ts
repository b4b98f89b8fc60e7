import { Decimal } from 'decimal.js'
import { invalid } from '../errors.ts'

const maxDigits = 38
const maxExponent = 125
const minExponent = -130

/** Wider than any sum of two numbers of 38 digits, so that what does not fit is seen rather than rounded. */
const Exact = Decimal.clone({ precision: 400, toExpNeg: -400, toExpPos: 400, maxE: 1000, minE: -1000 })

/** Exact as a number of JavaScript's, as are the sum and the difference of two, and already in its one form: nearly all are. */
function isPlain(text: string): boolean {
  return plainInteger.test(text)
}

const plainInteger = /^(?:0|-?[1-9]\d{0,14})$/

/**
 * The one text of a number: no exponent, no leading or trailing zeros.
 *
 * @throws {DynamoError} `ValidationException`: no number, more than 38 significant digits, or out of range.
 */
export function normalNumber(text: string): string {
  if (isPlain(text)) return text
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,9})?$/.test(text.trim())) {
    throw invalid(`The parameter cannot be converted to a numeric value: ${text}`)
  }
  return inRange(new Exact(text.trim()))
}

function inRange(number: Decimal): string {
  if (number.isZero()) return '0'
  if (number.e > maxExponent || !number.isFinite()) {
    throw invalid('Number overflow. Attempting to store a number with magnitude larger than supported range')
  }
  if (number.e < minExponent) {
    throw invalid('Number underflow. Attempting to store a number with magnitude smaller than supported range')
  }
  if (number.precision() > maxDigits) {
    throw invalid('Attempting to store more than 38 significant digits in a Number')
  }
  return number.toFixed()
}

export function addNumbers(left: string, right: string): string {
  if (isPlain(left) && isPlain(right)) return String(Number(left) + Number(right))
  return inRange(new Exact(left).plus(right))
}

export function subtractNumbers(left: string, right: string): string {
  if (isPlain(left) && isPlain(right)) return String(Number(left) - Number(right))
  return inRange(new Exact(left).minus(right))
}

/** Negative, zero or positive. */
export function compareNumbers(left: string, right: string): number {
  if (isPlain(left) && isPlain(right)) return Number(left) - Number(right)
  return new Exact(left).comparedTo(right)
}

/** DynamoDB keeps two digits in a byte, one byte for the exponent, and one for a minus sign. */
export function numberBytes(text: string): number {
  if (text === '0') return 1
  const isNegative = text.startsWith('-')
  if (isPlain(text)) {
    const digits = isNegative ? text.slice(1) : text
    return bytesFor(digits.replace(/0+$/, '').length, { exponent: digits.length - 1, isNegative })
  }
  const number = new Exact(text)
  if (number.isZero()) return 1
  const digits = number.abs().toFixed().replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length
  return bytesFor(digits, { exponent: number.e, isNegative: number.isNegative() })
}

function bytesFor(digits: number, { exponent, isNegative }: { exponent: number; isNegative: boolean }): number {
  return 1 + Math.ceil((digits + (Math.abs(exponent) % 2)) / 2) + (isNegative ? 1 : 0)
}

/** Bytes whose order is that of the numbers: a sign, a biased exponent, then the digits. */
export function sortableNumber(text: string): Buffer {
  const number = new Exact(text)
  if (number.isZero()) return Buffer.from([0x80])
  const digits = number.abs().toExponential().replace(/e.*$/, '').replace('.', '')
  const magnitude = Buffer.from([number.e - minExponent, ...Buffer.from(digits, 'latin1')])
  if (!number.isNegative()) return Buffer.concat([Buffer.from([0xc0]), magnitude])
  // Complemented, so that the greater magnitude sorts first; 0xff ends it after every longer number.
  return Buffer.concat([Buffer.from([0x40]), magnitude.map((byte) => 0xff - byte), Buffer.from([0xff])])
}
