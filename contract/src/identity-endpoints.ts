import { type EndpointTable, none } from './endpoint.ts'
import {
  JsonWebKeySet,
  OpenidConfiguration,
  PasswordReset,
  PasswordResetRequest,
  Session,
  Setup,
  SignIn,
  SignUp,
} from './identity.ts'

/** Who somebody is: sessions, passwords, and what validators of tokens need. */
export const identityEndpoints = {
  'POST /auth/setup': {
    summary: 'Make the first administrator',
    access: 'browser',
    body: Setup,
    status: 201,
    response: Session,
    errors: ['setup_token_invalid', 'handle_taken', 'email_taken'],
  },
  'POST /auth/sign-up': {
    summary: 'Join',
    access: 'browser',
    body: SignUp,
    status: 201,
    response: Session,
    errors: ['setup_required', 'invitation_required', 'invitation_invalid', 'handle_taken', 'email_taken'],
  },
  'POST /auth/sign-in': {
    summary: 'Sign in',
    access: 'browser',
    body: SignIn,
    status: 200,
    response: Session,
    errors: ['sign_in_failed', 'account_suspended'],
  },
  'POST /auth/sign-out': { summary: 'End this session', access: 'browser', body: none, status: 204 },
  'POST /auth/session': {
    summary: 'Exchange the session cookie for an access token',
    access: 'browser',
    body: none,
    status: 200,
    response: Session,
  },
  'POST /auth/password-reset-requests': {
    summary: 'Ask for a link to set a new password',
    access: 'browser',
    body: PasswordResetRequest,
    status: 202,
  },
  'POST /auth/password-resets': {
    summary: 'Set a new password by the link',
    access: 'browser',
    body: PasswordReset,
    status: 204,
    errors: ['reset_token_invalid'],
  },
  'GET /auth/jwks': {
    summary: 'The keys that sign access tokens',
    access: 'anyone',
    status: 200,
    response: JsonWebKeySet,
  },
  'GET /auth/.well-known/openid-configuration': {
    summary: 'The discovery document',
    access: 'anyone',
    status: 200,
    response: OpenidConfiguration,
  },
} as const satisfies EndpointTable
