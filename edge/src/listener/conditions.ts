import { BlockList, isIPv6 } from 'node:net'
import type { HeaderCondition, ListenerConditions, QueryCondition } from '@porchlight/system/listener'
import { compileWildcard } from './wildcard.ts'

/** What a listener rule may look at. `path` is the normalised one, which is also what a target receives. */
export interface RoutedRequest {
  readonly method: string
  /** As the client wrote it, perhaps with a port. */
  readonly host: string
  readonly path: string
  /** Empty, or from the question mark on; nothing in it is decoded. */
  readonly search: string
  readonly clientAddress: string
  /** `name` in lower case; every value, in the order they came. */
  headerValues(name: string): readonly string[]
}

export type Condition = (request: RoutedRequest) => boolean

type Matcher = (text: string) => boolean

export function compileConditions(conditions: ListenerConditions): readonly Condition[] {
  const { hosts, paths, methods, headers = [], queries = [], sourceIps } = conditions
  return [
    methods && methodCondition(methods),
    paths && pathCondition(paths),
    hosts && hostCondition(hosts),
    ...headers.map(headerCondition),
    ...queries.map(queryCondition),
    sourceIps && sourceIpCondition(sourceIps),
  ].filter((condition) => condition !== undefined)
}

function methodCondition(methods: readonly string[]): Condition {
  const accepted = new Set(methods)
  return ({ method }) => accepted.has(method)
}

function pathCondition(paths: readonly string[]): Condition {
  const matches = anyOf(paths.map(compileWildcard))
  return ({ path }) => matches(path)
}

function hostCondition(hosts: readonly string[]): Condition {
  const matches = anyOf(hosts.map(ignoringCase))
  return ({ host }) => matches(host.replace(/:\d+$/, ''))
}

function headerCondition({ name, values }: HeaderCondition): Condition {
  const lowerName = name.toLowerCase()
  const matches = anyOf(values.map(ignoringCase))
  return (request) => request.headerValues(lowerName).some(matches)
}

function queryCondition(condition: QueryCondition): Condition {
  const pairs = condition.map(({ key = '*', value }) => ({ key: ignoringCase(key), value: ignoringCase(value) }))
  return ({ search }) => {
    for (const parameter of search.slice(1).split('&')) {
      const mark = parameter.indexOf('=')
      const key = mark === -1 ? parameter : parameter.slice(0, mark)
      const value = mark === -1 ? '' : parameter.slice(mark + 1)
      if (parameter !== '' && pairs.some((pair) => pair.key(key) && pair.value(value))) return true
    }
    return false
  }
}

function sourceIpCondition(ranges: readonly string[]): Condition {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/')
    list.addSubnet(address, Number(prefix), familyOf(address))
  }
  return ({ clientAddress }) => list.check(clientAddress, familyOf(clientAddress))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4'
}

function anyOf(matchers: readonly Matcher[]): Matcher {
  return (text) => matchers.some((matches) => matches(text))
}

function ignoringCase(pattern: string): Matcher {
  const matches = compileWildcard(pattern.toLowerCase())
  return (text) => matches(text.toLowerCase())
}
