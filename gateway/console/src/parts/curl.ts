/** A request as a command of a POSIX shell, with the header that the local stack keeps for it. */
export function curlOf(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): string {
  const origin = typeof window === "undefined" ? "http://localhost:8080" : window.location.origin;
  const lines = [
    `curl -sS --fail-with-body -X ${method} ${quoted(origin + path)}`,
    "-H @.sixlane/credentials",
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
  ];
  if (body !== undefined) {
    lines.push("-H 'content-type: application/json'", `-d ${quoted(JSON.stringify(body, null, 2))}`);
  }
  return lines.join(" \\\n  ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
