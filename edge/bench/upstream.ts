import { createServer } from 'node:http'
import { accessToken } from '@porchlight/system/token'

/** The least that a service can do, and the keys of an issuer: the time of the proxies before it is what is measured. */
const body = Buffer.from(JSON.stringify({ text: 'x'.repeat(200) }))
const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length }

const [path, keySet] = process.argv.slice(2)
// As services of ours: never the one that closes a connection which is about to be used.
createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
  if (request.url === accessToken.jwksPath) {
    response.end(keySet)
    return
  }
  request.resume()
  request.once('end', () => response.writeHead(200, headers).end(body))
}).listen(path)
