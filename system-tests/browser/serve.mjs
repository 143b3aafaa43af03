// Serves a built console, with answers of this process in place of the services'.
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { answer } from "./many.mjs";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

/** The answer with many of everything, after no time. */
const many = (url) => ({ body: answer(url) });

/** With `respond(url)`: { status, body, headers, afterMillis }. */
export async function serve(dist, respond = many) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname.endsWith("/stream")) {
      response.writeHead(200, { "Content-Type": "text/event-stream" }).write('id:1-1\nevent:ready\ndata:{"resumed":false}\n\n');
    } else if (url.pathname.startsWith("/v1/")) {
      const { status = 200, body, headers = {}, afterMillis = 0 } = respond(url);
      await new Promise((resolve) => setTimeout(resolve, afterMillis));
      response.writeHead(status, { "Content-Type": status < 400 ? "application/json" : "application/problem+json", ...headers }).end(JSON.stringify(body));
    } else {
      const asked = join(dist, url.pathname);
      const file = extname(asked) !== "" && existsSync(asked) ? asked : join(dist, "index.html");
      const packed = existsSync(`${file}.gz`);
      response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Cache-Control": extname(file) === ".html" ? "no-cache" : "public, max-age=31536000, immutable", ...(packed && { "Content-Encoding": "gzip" }) });
      createReadStream(packed ? `${file}.gz` : file).pipe(response);
    }
  });
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  return {
    url: `http://localhost:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
