import type { PageHead, RenderedPage } from '../src/page-request.ts'
import type { PageFiles } from './built-site.ts'
import { earlyClicks } from './early-clicks.ts'
import { escapeHtml, scriptJson } from './html.ts'

export interface DocumentParts {
  readonly page: RenderedPage
  readonly files: PageFiles
  /** The configured origin of the site: never what a request says it is. */
  readonly origin: string
  readonly nonce: string
}

/** `paper`, as a browser's own bars show it. */
const paper = { light: '#fcfaf5', dark: '#0f1420' }

export function documentOf(parts: DocumentParts): string {
  const { page, files } = parts
  const theme = page.theme === 'automatic' ? '' : ` data-theme="${page.theme}"`
  return `<!doctype html>
<html lang="${page.language}"${theme}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
${headOf(parts)}
${files.fonts.map((file) => `<link rel="preload" href="/${file}" as="font" type="font/woff2" crossorigin>`).join('\n')}
${files.styles.map((file) => `<link rel="stylesheet" href="/${file}">`).join('\n')}
<script>${earlyClicks}</script>
<script type="module" src="/${files.script}"></script>
${files.preloads.map((file) => `<link rel="modulepreload" href="/${file}">`).join('\n')}
</head>
<body>
<div id="root">${page.markup}</div>
<script type="application/json" id="boot">${scriptJson(page.boot)}</script>
</body>
</html>
`
}

function headOf({ page, origin, nonce }: DocumentParts): string {
  const { head, siteName } = page
  const url = `${origin}${page.canonicalPath}`
  const title = head.title === siteName ? siteName : `${head.title} · ${siteName}`
  const properties = {
    'og:site_name': siteName,
    'og:type': head.kind,
    'og:title': head.title,
    'og:description': head.description,
    'og:url': url,
    'og:locale': page.language === 'de' ? 'de_DE' : 'en_GB',
    ...imageProperties(head, origin),
  }
  return [
    `<title>${escapeHtml(title)}</title>`,
    `<meta name="description" content="${escapeHtml(head.description)}">`,
    ...(page.status === 200
      ? [`<link rel="canonical" href="${escapeHtml(url)}">`]
      : ['<meta name="robots" content="noindex">']),
    ...Object.entries(properties).map(
      ([property, content]) => `<meta property="${property}" content="${escapeHtml(content)}">`,
    ),
    `<meta name="twitter:card" content="${head.kind === 'article' && head.image ? 'summary_large_image' : 'summary'}">`,
    `<meta name="theme-color" media="(prefers-color-scheme: light)" content="${paper[page.theme === 'dark' ? 'dark' : 'light']}">`,
    `<meta name="theme-color" media="(prefers-color-scheme: dark)" content="${paper[page.theme === 'light' ? 'light' : 'dark']}">`,
    `<meta property="csp-nonce" nonce="${nonce}">`,
    '<link rel="icon" href="/favicon.svg" type="image/svg+xml">',
    '<link rel="manifest" href="/manifest.webmanifest">',
  ].join('\n')
}

function imageProperties({ image }: PageHead, origin: string): Readonly<Record<string, string>> {
  if (image === undefined) return {}
  return {
    'og:image': new URL(image.address, origin).href,
    'og:image:width': String(image.width),
    'og:image:height': String(image.height),
    ...(image.alt !== '' && { 'og:image:alt': image.alt }),
  }
}
