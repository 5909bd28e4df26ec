// Serves the pages that the view tests have rendered from samples, as the edge would.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { readFileSync } from "node:fs";
import { project } from "./environment.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

/** The policy that the deployed site sends, from its template. */
const policy = readFileSync(`${project}template.yaml`, "utf8")
  .match(/ContentSecurityPolicy: >-\n((?: {14}.*\n)+)/)[1]
  .replace(/\s+/g, " ")
  .trim();

/** Serves a folder on a free port: `{ address, close }`. */
export async function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    try {
      if (path.includes("..")) throw new Error("not in this folder");
      const body = await readFile(folder + path);
      response.writeHead(200, {
        "content-type": TYPES[extname(path)] ?? "application/octet-stream",
        "content-security-policy": policy,
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    address: `http://localhost:${server.address().port}`,
    close: () => new Promise((done) => server.close(done)),
  };
}
