// A static server on loopback with the headers that the package is documented to live under.
// `node tools/serve.js FOLDER PORT`; the tests import it.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The strictest policy under which everything works; `README.md` documents it. */
export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self'; connect-src 'self'";

/** The same for a page with pictures of its own, such as its icon. */
export const PAGE_POLICY = `${POLICY}; img-src 'self'; base-uri 'none'; form-action 'none'`;

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Serves `folder`; resolves to the server once it listens. */
export function serve(folder, { port = 0, policy = POLICY } = {}) {
  const root = resolve(folder);
  const server = createServer(async (request, response) => {
    const headers = { 'content-security-policy': policy, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-cache' };
    const send = (status, body, type = 'text/plain; charset=utf-8') => response.writeHead(status, { ...headers, 'content-type': type }).end(body);
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, 'GET or HEAD');
    try {
      const path = decodeURIComponent(new URL(request.url, 'http://loopback').pathname);
      const file = normalize(join(root, path.endsWith('/') ? `${path}index.html` : path));
      if (!file.startsWith(root + sep) || file.includes('\0')) return send(404, 'not here');
      send(200, await readFile(file), TYPES[extname(file)] ?? 'application/octet-stream');
    } catch {
      send(404, 'not here');
    }
  });
  return new Promise((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', () => done(server)));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder = 'site', port = '8247'] = process.argv.slice(2);
  try {
    const server = await serve(folder, { port: Number(port), policy: PAGE_POLICY });
    console.log(`http://127.0.0.1:${server.address().port}/  (Ctrl-C ends it)`);
  } catch (error) {
    console.error(error.code === 'EADDRINUSE' ? `port ${port} is taken; try --port 0` : error.message);
    process.exitCode = 1;
  }
}
