import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { changeFirewall, listFirewallChanges, listFirewallRecords, readFirewall, tryFirewallChange } from './service.ts'

/** The edge keeps the firewall; here is decided who may ask it. */
export function firewallRoutes(app: App, ctx: Context): void {
  route(app, ctx, { endpoint: 'GET /admin/firewall', handle: () => readFirewall(ctx) })
  route(app, ctx, {
    endpoint: 'PATCH /admin/firewall',
    handle: ({ viewer, request, body }) => changeFirewall(ctx, { viewer, clientAddress: request.ip }, body),
  })
  route(app, ctx, {
    endpoint: 'POST /admin/firewall/trials',
    handle: ({ body }) => tryFirewallChange(ctx, body),
  })
  route(app, ctx, {
    endpoint: 'GET /admin/firewall/records',
    handle: ({ query }) => listFirewallRecords(ctx, query),
  })
  route(app, ctx, {
    endpoint: 'GET /admin/firewall/changes',
    handle: ({ query }) => listFirewallChanges(ctx, query),
  })
}
