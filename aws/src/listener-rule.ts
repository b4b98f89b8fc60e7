import type { FixedResponse, ListenerConditions, ListenerRule, Redirect } from '@porchlight/system/listener'
import { listenerFaults } from '@porchlight/system/listener-limits'
import type { Service } from '@porchlight/system/services'
import { additionalClaims } from '@porchlight/system/token'
import { type ApplicationTargetGroup, CfnListenerRule } from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import type { Construct } from 'constructs'
import { Refusal } from './refusal.ts'

/** Whose access tokens are good. */
export interface Issuer {
  readonly issuer: string
  readonly jwksEndpoint: string
}

interface ListenerRuleProps {
  readonly rule: ListenerRule
  readonly listenerArn: string
  readonly issuer: Issuer
  readonly targetGroups: ReadonlyMap<Service['name'], ApplicationTargetGroup>
}

/** @throws {Refusal} of a rule that a load balancer would not take. */
export function listenerRule(scope: Construct, id: string, props: ListenerRuleProps): CfnListenerRule {
  const faults = listenerFaults([props.rule])
  if (faults.length > 0) throw new Refusal(`${faults.join('\n')}\nMend the rule in system/src/listener.ts.`)
  return new CfnListenerRule(scope, id, {
    listenerArn: props.listenerArn,
    priority: props.rule.priority,
    conditions: ruleConditions(props.rule.conditions),
    actions: ruleActions(props),
  })
}

function ruleConditions(conditions: ListenerConditions): CfnListenerRule.RuleConditionProperty[] {
  const { hosts, paths, methods, headers = [], queries = [], sourceIps } = conditions
  const made: CfnListenerRule.RuleConditionProperty[] = [
    ...headers.map(({ name, values }) => ({
      field: 'http-header',
      httpHeaderConfig: { httpHeaderName: name, values: [...values] },
    })),
    ...queries.map((pairs) => ({ field: 'query-string', queryStringConfig: { values: [...pairs] } })),
  ]
  if (hosts) made.push({ field: 'host-header', hostHeaderConfig: { values: [...hosts] } })
  if (paths) made.push({ field: 'path-pattern', pathPatternConfig: { values: [...paths] } })
  if (methods) made.push({ field: 'http-request-method', httpRequestMethodConfig: { values: [...methods] } })
  if (sourceIps) made.push({ field: 'source-ip', sourceIpConfig: { values: [...sourceIps] } })
  // A rule has at least one condition; this one always holds.
  return made.length > 0 ? made : [{ field: 'path-pattern', pathPatternConfig: { values: ['*'] } }]
}

function ruleActions({ rule, issuer, targetGroups }: ListenerRuleProps): CfnListenerRule.ActionProperty[] {
  if ('redirect' in rule) return [redirect(rule.redirect)]
  if ('fixedResponse' in rule) return [fixedResponse(rule.fixedResponse)]
  const target = targetGroups.get(rule.forwardTo)
  if (target === undefined) throw new Error(`no target group for ${rule.forwardTo}`)
  const forward = { type: 'forward', targetGroupArn: target.targetGroupArn }
  if (rule.token === 'none') return [{ ...forward, order: 1 }]
  const claims = additionalClaims.map(({ name, format, values }) => ({ name, format, values: [...values] }))
  return [
    { type: 'jwt-validation', order: 1, jwtValidationConfig: { ...issuer, additionalClaims: claims } },
    { ...forward, order: 2 },
  ]
}

function redirect({ statusCode, protocol, host, port, path, query }: Redirect): CfnListenerRule.ActionProperty {
  return {
    type: 'redirect',
    redirectConfig: {
      statusCode,
      ...(protocol !== undefined && { protocol }),
      ...(host !== undefined && { host }),
      ...(port !== undefined && { port }),
      ...(path !== undefined && { path }),
      ...(query !== undefined && { query }),
    },
  }
}

function fixedResponse({ statusCode, contentType, messageBody }: FixedResponse): CfnListenerRule.ActionProperty {
  return {
    type: 'fixed-response',
    fixedResponseConfig: {
      statusCode: `${statusCode}`,
      ...(contentType !== undefined && { contentType }),
      ...(messageBody !== undefined && { messageBody }),
    },
  }
}
