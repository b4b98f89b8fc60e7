import type { ListenerConditions, ListenerRule } from './listener.ts'

/** An ALB accepts no more than this many condition values in a rule, over all its conditions, and wildcards in them. */
export const maxConditionValues = 5
export const maxConditionWildcards = 5
const maxValueLength = 128
const maxHeaderNameLength = 40
const maxMethodLength = 40
const maxBodyLength = 1_024

/** Everything that an ALB would refuse about a listener's rules, each with the rule's name. */
export function listenerFaults(rules: readonly ListenerRule[]): readonly string[] {
  const priorities = new Set<number>()
  return rules.flatMap((rule) => {
    const faults = [...conditionFaults(rule.conditions), ...actionFaults(rule)]
    if (priorities.has(rule.priority)) faults.push(`priority ${rule.priority} is used twice`)
    if (!isWithin(rule.priority, 1, 50_000)) faults.push('the priority must be from 1 to 50,000')
    priorities.add(rule.priority)
    return faults.map((fault) => `${rule.name}: ${fault}`)
  })
}

function conditionFaults(conditions: ListenerConditions): string[] {
  const { methods = [], headers = [], sourceIps = [] } = conditions
  const patterns = wildcardValues(conditions)
  const values = [...patterns, ...methods, ...sourceIps]
  const wildcards = patterns.join('').replace(/[^*?]/g, '').length
  const faults: string[] = []
  if (values.length > maxConditionValues) faults.push(`more than ${maxConditionValues} condition values`)
  if (wildcards > maxConditionWildcards) faults.push(`more than ${maxConditionWildcards} wildcards`)
  if (values.some((value) => value === '' || value.length > maxValueLength)) {
    faults.push(`a condition value must have 1 to ${maxValueLength} characters`)
  }
  for (const method of methods) {
    if (!/^[A-Z_-]+$/.test(method) || method.length > maxMethodLength) faults.push(`"${method}" is not a method`)
  }
  for (const { name } of headers) {
    if (!/^[-\w!#$%&'.^`|~]+$/.test(name) || name.length > maxHeaderNameLength) {
      faults.push(`"${name}" is not the name of a header`)
    }
    if (name.toLowerCase() === 'host') faults.push('the Host header has a condition of its own')
  }
  return faults
}

function wildcardValues({ hosts = [], paths = [], headers = [], queries = [] }: ListenerConditions): string[] {
  const pairs = queries.flat().map(({ key = '', value }) => `${key}${value}`)
  return [...hosts, ...paths, ...headers.flatMap(({ values }) => values), ...pairs]
}

function actionFaults(rule: ListenerRule): string[] {
  if ('redirect' in rule) return redirectFaults(rule.redirect)
  if (!('fixedResponse' in rule)) return []
  const { statusCode, messageBody = '' } = rule.fixedResponse
  const faults: string[] = []
  if (!isWithin(statusCode, 200, 299) && !isWithin(statusCode, 400, 599)) {
    faults.push('a fixed response has a status of 2XX, 4XX or 5XX')
  }
  if (messageBody.length > maxBodyLength) faults.push(`a fixed response has at most ${maxBodyLength} characters`)
  return faults
}

/** A redirect that changes none of these would lead to itself, which an ALB refuses. */
function redirectFaults(redirect: Extract<ListenerRule, { redirect: unknown }>['redirect']): string[] {
  const { protocol = '#{protocol}', host = '#{host}', port = '#{port}', path = '/#{path}' } = redirect
  const faults: string[] = []
  if (!path.startsWith('/')) faults.push('the path of a redirect begins with a slash')
  if (port !== '#{port}' && !(/^\d+$/.test(port) && isWithin(Number(port), 1, 65_535))) {
    faults.push('the port of a redirect is a number from 1 to 65,535')
  }
  const changed = [protocol !== '#{protocol}', host !== '#{host}', port !== '#{port}', path !== '/#{path}']
  if (!changed.includes(true)) faults.push('the redirect would lead to itself')
  return faults
}

function isWithin(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max
}
