import { createServer } from 'node:http'

/** The least that a service can do: the time of the proxies before it is what is measured. */
const body = Buffer.from(JSON.stringify({ text: 'x'.repeat(200) }))
const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length }

const [path] = process.argv.slice(2)
createServer((request, response) => {
  request.resume()
  request.once('end', () => response.writeHead(200, headers).end(body))
}).listen(path)
