import type { Rule } from '@porchlight/system/web-acl/web-acl'

/** Reads the body, counts requests, or reads labels that a rule which reads the body may have set. */
const needsMore = /"(?:Body|JsonBody|RateBasedStatement|LabelMatchStatement)":/

/** Whether a rule can be judged before a body has come. A managed group looks at what there is. */
export function isOfHead({ Statement }: Rule): boolean {
  return !needsMore.test(JSON.stringify(Statement))
}
