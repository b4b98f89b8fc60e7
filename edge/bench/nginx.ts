import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where Debian's packages put what nginx needs to run OWASP's rules. */
export const nginx = '/usr/sbin/nginx'
const connector = '/usr/lib/nginx/modules/ngx_http_modsecurity_module.so'
const ruleSet = '/usr/share/modsecurity-crs/rules'
const ruleSetSetup = '/etc/modsecurity/crs/crs-setup.conf'

export const nginxPackages = 'nginx, libnginx-mod-http-modsecurity and modsecurity-crs'

export function hasNginx(): boolean {
  return existsSync(nginx)
}

export function hasModSecurity(): boolean {
  return hasNginx() && [connector, ruleSet, ruleSetSetup].every((path) => existsSync(path))
}

export interface NginxPlan {
  readonly folder: string
  readonly port: number
  readonly upstream: string
  readonly rules: 'none' | 'CRS'
}

/** Writes a configuration with one worker and everything in a folder of its own; returns nginx's arguments. */
export async function planNginx({ folder, port, upstream, rules }: NginxPlan): Promise<string[]> {
  const prefix = join(folder, `nginx-${port}`)
  await mkdir(prefix)
  if (rules === 'CRS') await writeFile(join(prefix, 'rules.conf'), ruleConfiguration)
  const file = join(prefix, 'nginx.conf')
  await writeFile(file, configuration({ prefix, port, upstream, rules }))
  return ['-p', prefix, '-c', file, '-e', join(prefix, 'error.log')]
}

function configuration({ prefix, port, upstream, rules }: Omit<NginxPlan, 'folder'> & { prefix: string }): string {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${prefix}/${name};`,
  )
  return `
${process.getuid?.() === 0 ? 'user root;' : ''}
${rules === 'CRS' ? `load_module ${connector};` : ''}
daemon off;
worker_processes 1;
pid ${prefix}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log ${prefix}/access.log;
  ${paths.join('\n  ')}
  keepalive_requests 1000000000;
  upstream api { server unix:${upstream}; keepalive 64; keepalive_requests 1000000000; }
  server {
    listen 127.0.0.1:${port};
    ${rules === 'CRS' ? `modsecurity on; modsecurity_rules_file ${prefix}/rules.conf;` : ''}
    location / {
      proxy_pass http://api;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
    }
  }
}
`
}

const ruleConfiguration = `
SecRuleEngine On
SecRequestBodyAccess On
SecRule REQUEST_HEADERS:Content-Type "^application/json" "id:'200001',phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON"
SecRequestBodyLimit 13107200
SecResponseBodyAccess Off
SecAuditEngine Off
Include ${ruleSetSetup}
Include ${ruleSet}/*.conf
`
