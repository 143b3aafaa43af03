/**
 * JSON's values as block YAML 1.2. Texts that could be read as something else are quoted as in JSON,
 * which YAML contains.
 */
export function yamlOf(value: unknown, depth = 0): string {
  const indent = "  ".repeat(depth);
  if (Array.isArray(value)) {
    return value.length === 0
      ? "[]"
      : value.map((one) => `${indent}- ${inline(one, depth + 1).replace(/^\s+/, "")}`).join("\n");
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return members.length === 0
      ? "{}"
      : members.map(([key, member]) => `${indent}${word(key)}:${nested(member, depth)}`).join("\n");
  }
  return typeof value === "string" ? word(value) : String(value);
}

function inline(value: unknown, depth: number): string {
  return yamlOf(value, depth);
}

function nested(member: unknown, depth: number): string {
  const isBlock =
    typeof member === "object" && member !== null && Object.keys(member).length > 0;
  return isBlock ? `\n${yamlOf(member, depth + 1)}` : ` ${yamlOf(member, depth + 1)}`;
}

const PLAIN = /^[A-Za-z_$][A-Za-z0-9_$./-]*$/;
const RESERVED = /^(true|false|null|yes|no|on|off|y|n)$/i;

function word(text: string): string {
  return PLAIN.test(text) && !RESERVED.test(text) ? text : JSON.stringify(text);
}
