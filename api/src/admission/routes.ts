import type { Context } from '../context.ts'
import { type App, route } from '../http/route.ts'
import { approveApplicant, declineApplicant, listApplicants } from './applicants.ts'
import { createInvitation, listInvitations, withdrawInvitation } from './invitations.ts'

export function admissionRoutes(app: App, ctx: Context): void {
  route(app, ctx, { endpoint: 'GET /admin/applicants', handle: ({ query }) => listApplicants(ctx, query) })
  route(app, ctx, {
    endpoint: 'PUT /admin/applicants/:memberId',
    handle: ({ params }) => approveApplicant(ctx, params.memberId),
  })
  route(app, ctx, {
    endpoint: 'DELETE /admin/applicants/:memberId',
    handle: ({ params }) => declineApplicant(ctx, params.memberId),
  })
  route(app, ctx, { endpoint: 'GET /admin/invitations', handle: ({ query }) => listInvitations(ctx, query) })
  route(app, ctx, {
    endpoint: 'POST /admin/invitations',
    handle: ({ viewer, body }) => createInvitation(ctx, viewer, body),
  })
  route(app, ctx, {
    endpoint: 'DELETE /admin/invitations/:invitationId',
    handle: ({ params }) => withdrawInvitation(ctx, params.invitationId),
  })
}
