/** The page's whole style; its hash is what the content security policy lets through. */
export const style = `
:root{color-scheme:light dark;
--paper:light-dark(oklch(.985 .008 85),oklch(.19 .03 265));--raised:light-dark(oklch(1 0 0),oklch(.23 .032 265));
--line:light-dark(oklch(.9 .012 85),oklch(.31 .03 265));--ink:light-dark(oklch(.24 .02 265),oklch(.93 .01 85));
--soft:light-dark(oklch(.47 .02 265),oklch(.73 .015 85));--lamp:light-dark(oklch(.52 .13 62),oklch(.8 .14 75))}
*{box-sizing:border-box}
html{scroll-padding-top:16px}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 "Atkinson Hyperlegible Next",system-ui,sans-serif}
.page{display:grid;grid-template-columns:260px minmax(0,760px);gap:24px 48px;max-width:1068px;margin:0 auto;padding:32px 24px 96px}
header{grid-column:1/-1}
nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding:8px 0 32px;font-size:13px}
nav ul{list-style:none;margin:4px 0 16px;padding:0}
nav li a{display:block;padding:4px 0;color:var(--soft)}
h1{font-size:28px;line-height:1.2;margin:0 0 8px}
h2{font-size:21px;margin:56px 0 12px}
main h2:first-child{margin-top:0}
h3{font-size:17px;margin:0}
h4{font-size:13px;margin:16px 0 4px;color:var(--soft);font-weight:600}
p{margin:8px 0;max-width:65ch}
a{color:inherit;text-decoration-color:var(--line);text-underline-offset:3px}
a:hover{text-decoration-color:currentColor}
a:focus-visible{outline:2px solid var(--lamp);outline-offset:2px;border-radius:4px}
code{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,monospace;overflow-wrap:anywhere}
.card{background:var(--raised);border:1px solid var(--line);border-radius:10px;padding:16px 20px;margin:12px 0}
.card:target,tr:target{border-color:var(--lamp);outline:2px solid var(--lamp);outline-offset:-1px}
.address{display:block;margin:4px 0 0}
.method{color:var(--lamp);font-weight:700}
.soft{color:var(--soft)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:8px 16px 8px 0;border-top:1px solid var(--line)}
td code{overflow-wrap:normal}
td:first-child code{white-space:nowrap}
th{font-weight:600;font-size:13px;color:var(--soft);border-top:0}
ul.codes{list-style:none;display:flex;flex-wrap:wrap;gap:4px 16px;margin:0;padding:0}
@media (max-width:820px){.page{display:block;padding:24px 16px 64px}nav{position:static;max-height:none}td,th{padding-right:12px}}
`
