import type { Answer } from './answer.ts'

const style = `
:root{color-scheme:light dark;--ground:#faf8f5;--text:#2b2723;--quiet:#6b635b}
@media(prefers-color-scheme:dark){:root{--ground:#1b1a19;--text:#ece7e1;--quiet:#a79f96}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--ground);color:var(--text);font:1.0625rem/1.6 system-ui,sans-serif}
main{max-width:32rem;padding:2rem}
h1{font-size:1.375rem;line-height:1.35;margin:0 0 .75rem}
p{margin:0 0 1.5rem}
small{color:var(--quiet);overflow-wrap:anywhere}
`

/** Complete in itself: it is shown when nothing else can be reached. */
export function answerPage(answer: Answer, requestId: string): string {
  const happened = escapeHtml(answer.happened)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${happened}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${happened}</h1>
<p>${escapeHtml(answer.advice)}</p>
<small>${answer.status}, request ${escapeHtml(requestId)}</small>
</main>
</body>
</html>
`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
