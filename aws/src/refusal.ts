/** A parameter or template that would not stand on AWS: what was received, and what to do about it. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}
