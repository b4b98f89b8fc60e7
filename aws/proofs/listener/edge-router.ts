/*
 * The one place where aws/ touches a tier's code, and only to be compared with: what `edge` decides on one machine is
 * what the load balancers must decide on AWS.
 */
export type { RoutedRequest } from '../../../edge/src/listener/conditions.ts'
export { compileRules } from '../../../edge/src/listener/rules.ts'
