import { type Assembly, type Located, resources } from '../assembly.ts'
import { keyOf, type Links } from '../links.ts'
import { at, list, text } from '../reading.ts'
import type { RoutedRequest } from './edge-router.ts'

interface SimulatedRule {
  readonly priority: number
  readonly conditions: readonly ((request: RoutedRequest) => boolean)[]
  readonly decision: string
}

/** What an ALB decides, by the rules of a listener in a template: see `writeDecision` for how it is written. */
export function simulateListener(
  listener: Located,
  { assembly, links }: { assembly: Assembly; links: Links },
): (request: RoutedRequest) => string {
  const rules = resources(assembly, 'AWS::ElasticLoadBalancingV2::ListenerRule')
    .filter(({ stack, resource }) => {
      const of = links.follow(stack, resource.Properties.ListenerArn)
      return of !== undefined && keyOf(of) === keyOf(listener)
    })
    .map(({ stack, resource: { Properties } }): SimulatedRule => {
      const conditions = list(Properties.Conditions).map(conditionOf)
      const decision = decisionOf(list(Properties.Actions), { stack, assembly, links })
      return { priority: Number(Properties.Priority), conditions, decision }
    })
    .toSorted((one, other) => one.priority - other.priority)
  const otherwise = decisionOf(list(listener.resource.Properties.DefaultActions), {
    stack: listener.stack,
    assembly,
    links,
  })
  return (request) => rules.find(({ conditions }) => conditions.every((holds) => holds(request)))?.decision ?? otherwise
}

function conditionOf(condition: unknown): SimulatedRule['conditions'][number] {
  const field = text(condition, 'Field')
  const values = (config: string): string[] => list(at(condition, config, 'Values')).map(String)
  switch (field) {
    case 'path-pattern': {
      const patterns = values('PathPatternConfig').map((value) => patternOf(value, 's'))
      return ({ path }) => patterns.some((pattern) => pattern.test(path))
    }
    case 'host-header': {
      const patterns = values('HostHeaderConfig').map((value) => patternOf(value, 'is'))
      return ({ host }) => patterns.some((pattern) => pattern.test(host.replace(/:\d+$/, '')))
    }
    case 'http-request-method': {
      const accepted = values('HttpRequestMethodConfig')
      return ({ method }) => accepted.includes(method)
    }
    case 'http-header': {
      const name = text(condition, 'HttpHeaderConfig', 'HttpHeaderName').toLowerCase()
      const patterns = values('HttpHeaderConfig').map((value) => patternOf(value, 'is'))
      return (request) => request.headerValues(name).some((value) => patterns.some((pattern) => pattern.test(value)))
    }
    default:
      throw new Error(`the simulator of listeners does not know the condition ${field}: teach it`)
  }
}

/** `*` stands for any run of characters and `?` for one; anything else for itself. */
function patternOf(value: string, flags: string): RegExp {
  const escaped = value.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, flags)
}

interface Where {
  readonly stack: string
  readonly assembly: Assembly
  readonly links: Links
}

function decisionOf(actions: readonly unknown[], where: Where): string {
  const ordered = actions.toSorted((one, other) => Number(at(one, 'Order') ?? 1) - Number(at(other, 'Order') ?? 1))
  const token = ordered[0] !== undefined && text(ordered[0], 'Type') === 'jwt-validation' ? 'required' : 'none'
  const last = ordered.at(-1)
  if (text(last, 'Type') !== 'forward') return text(last, 'Type') === 'fixed-response' ? 'nothing' : text(last)
  return writeDecision({ forwardTo: serviceBehind(at(last, 'TargetGroupArn'), where), token })
}

/** The same for both sides. */
export function writeDecision({ forwardTo, token }: { forwardTo: string; token: string }): string {
  return `${forwardTo}, token ${token}`
}

/** The container of the service that registers its tasks with the target group. */
function serviceBehind(targetGroupArn: unknown, { stack, assembly, links }: Where): string {
  const target = links.follow(stack, targetGroupArn)
  for (const { stack: other, resource } of resources(assembly, 'AWS::ECS::Service')) {
    for (const balanced of list(resource.Properties.LoadBalancers)) {
      const group = links.follow(other, at(balanced, 'TargetGroupArn'))
      if (group !== undefined && target !== undefined && keyOf(group) === keyOf(target))
        return text(balanced, 'ContainerName')
    }
  }
  return 'nobody'
}
