import type { Endpoint } from '@porchlight/contract/endpoint'
import { type EndpointName, endpoints } from '@porchlight/contract/endpoints'
import { type ErrorCode, errors } from '@porchlight/contract/errors'
import { fieldTable, schemaBody, typeOf } from './fields.ts'
import { html, Markup } from './markup.ts'
import { endpointNames, operationId, tagOf } from './openapi.ts'
import { refusalsOf } from './refusals.ts'
import { SchemaWriter } from './schemas.ts'
import { style } from './style.ts'

const chapters: Readonly<Record<string, string>> = {
  auth: 'Signing in',
  community: 'The community',
  me: 'Your account',
  members: 'Members',
  posts: 'Posts',
  timelines: 'Timelines',
  admin: 'Administration',
}

const callers: Readonly<Record<Endpoint['access'], string>> = {
  anyone: 'Anyone. A member, by access token, sees more.',
  member: 'Members, by access token.',
  administrator: 'Administrators, by access token.',
  browser: "The site's own pages, by the session cookie.",
  hook: 'Who holds the secret that signs the request.',
}

/** The reference as one page that needs nothing else: no scripts, no other files. */
export function referencePage(): string {
  const schemas = new SchemaWriter()
  const tags = [...Map.groupBy(endpointNames, tagOf)]
  const body = tags.map(([tag, names]) => chapter(tag, names, schemas))
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Porchlight: the REST reference</title><style>${new Markup(style)}</style></head>
<body><div class="page"><header><h1>The REST reference</h1>${introduction}</header><nav aria-label="Contents">${tags.map(([tag, names]) => contents(tag, names))}<ul><li><a href="#faults">Faults</a></li><li><a href="#schemas">What things look like</a></li></ul></nav>
<main>${body}
<h2 id="faults">Faults</h2><p>Every refusal is a problem document (RFC 9457). Its <code>code</code> is one of these, and <code>faults</code> lists each fault of the input at its place.</p>${faultTable()}
<h2 id="schemas">What things look like</h2>${Object.entries(schemas.components).map(([name, schema]) => html`<section class="card" id="${name}"><h3>${name}</h3>${schemaBody(schema)}</section>`)}
</main></div></body></html>`
  return page.text
}

const introduction = html`<p>Addresses are under <code>/api</code>; bodies are JSON in UTF-8. The same in a form for machines: <a href="/api/openapi.json">openapi.json</a>.</p>
<p>An access token is a bearer in <code>Authorization</code>, good for ten minutes. Lists are read page by page: send a page's <code>nextCursor</code> as <code>cursor</code>. Send an answer's <code>ETag</code> as <code>If-None-Match</code> to be spared what you have. <code>RateLimit</code> says how many requests are left, and for how many seconds.</p>`

function chapter(tag: string, names: readonly EndpointName[], schemas: SchemaWriter): Markup {
  return html`<h2 id="about-${tag}">${chapters[tag] ?? tag}</h2>${names.map((name) => endpointCard(name, schemas))}`
}

function contents(tag: string, names: readonly EndpointName[]): Markup {
  return html`<a href="#about-${tag}">${chapters[tag] ?? tag}</a><ul>${names.map(
    (name) => html`<li><a href="#${operationId(name)}">${endpoints[name].summary}</a></li>`,
  )}</ul>`
}

function endpointCard(name: EndpointName, schemas: SchemaWriter): Markup {
  const endpoint: Endpoint = endpoints[name]
  const [method = '', path = ''] = name.split(' ')
  const parts = [
    ['In the address', endpoint.params],
    ['In the query', endpoint.query],
  ] as const
  return html`<section class="card" id="${operationId(name)}"><h3>${endpoint.summary}</h3>
<code class="address"><span class="method">${method}</span> /api${path}</code>
<p class="soft">${callers[endpoint.access]}</p>
${parts.map(([title, schema]) => (schema === undefined ? html`` : html`<h4>${title}</h4>${fieldTable(schemas.properties(schema))}`))}
${endpoint.idempotencyKey ? html`<h4>In the headers</h4><p><code>Idempotency-Key</code>, optional: sent again with the same key, it answers again and does nothing twice.</p>` : ''}
${endpoint.body === undefined ? '' : html`<h4>Body</h4>${sent(endpoint.body, schemas)}`}
<h4>Answer</h4><p>${endpoint.status} ${endpoint.response === undefined ? 'and nothing else' : typeOf(schemas.write(endpoint.response, 'output'))}</p>
<h4>Faults</h4><ul class="codes">${refusalsOf(name).map(codeLink)}</ul></section>`
}

function sent(body: Endpoint['body'] & {}, schemas: SchemaWriter): Markup {
  const schema = schemas.write(body, 'input')
  const isEmpty = schema.properties !== undefined && Object.keys(schema.properties).length === 0
  return isEmpty ? html`<p>An empty object.</p>` : html`<p>${typeOf(schema)}</p>`
}

function codeLink(code: ErrorCode): Markup {
  return html`<li><a href="#${code}"><code>${code}</code></a></li>`
}

function faultTable(): Markup {
  return html`<div class="scroll"><table><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">What happened, and what to do</th></tr></thead><tbody>${Object.entries(
    errors,
  ).map(
    ([code, { status, title, advice }]) =>
      html`<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}.<br><span class="soft">${advice}</span></td></tr>`,
  )}</tbody></table></div>`
}
