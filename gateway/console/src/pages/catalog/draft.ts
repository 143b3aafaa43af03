/** The catalog as a file, edited here before anything of it is sent. */
export interface Document {
  currency: string;
  regions: Entry[];
  specifications: Entry[];
  bandwidthTypes: Entry[];
  limits: Values;
}

export type Values = Record<string, unknown>;
export type Entry = Values & { code: string };
export type Kind = "regions" | "specifications" | "bandwidthTypes";

export interface Held {
  document: Document;
  etag: string;
}

const PREFIX: Record<Kind, string> = {
  regions: "region",
  specifications: "specification",
  bandwidthTypes: "bandwidth-type",
};

export const KINDS = Object.keys(PREFIX) as Kind[];

/** The document with this entry in the place of the one with its code, or after the others. */
export function withEntry(document: Document, kind: Kind, entry: Entry): Document {
  const others = document[kind];
  const at = others.findIndex(({ code }) => code === entry.code);
  return { ...document, [kind]: at < 0 ? [...others, entry] : others.with(at, entry) };
}

export function withoutEntry(document: Document, kind: Kind, code: string): Document {
  return { ...document, [kind]: document[kind].filter((entry) => entry.code !== code) };
}

export interface FieldChange {
  name: string;
  before: string;
  after: string;
}

export interface Difference {
  key: string;
  change: "added" | "changed" | "deleted";
  fields: FieldChange[];
}

/** What a document changes of another one, by the keys of entries. */
export function differences(before: Document, after: Document): Difference[] {
  const held = entries(before);
  const wanted = entries(after);
  return [...new Set([...held.keys(), ...wanted.keys()])].sort().flatMap((key): Difference[] => {
    const fields = fieldChanges(held.get(key) ?? {}, wanted.get(key) ?? {});
    const change = !held.has(key) ? "added" : !wanted.has(key) ? "deleted" : "changed";
    return change === "changed" && fields.length === 0 ? [] : [{ key, change, fields }];
  });
}

function entries(document: Document): Map<string, Values> {
  return new Map([
    ...KINDS.flatMap((kind) => document[kind].map((entry): [string, Values] => [`${PREFIX[kind]}/${entry.code}`, entry])),
    ["limits/SALES", document.limits] as [string, Values],
  ]);
}

const NOT_SHOWN = ["type", "version", "code"];

function fieldChanges(before: Values, after: Values): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => !NOT_SHOWN.includes(name))
    .map((name) => ({ name, before: shown(before[name]), after: shown(after[name]) }))
    .filter((change) => change.before !== change.after);
}

interface Priced {
  currency: string;
  minorUnits: number;
}

function isPrice(value: unknown): value is Priced {
  return typeof value === "object" && value !== null && "minorUnits" in value && "currency" in value;
}

/** The digits after the point in amounts of a currency. */
export function digits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

function shown(value: unknown): string {
  if (value === undefined || value === null) {
    return "";
  }
  if (isPrice(value)) {
    const places = digits(value.currency);
    return `${(value.minorUnits / 10 ** places).toFixed(places)} ${value.currency}`;
  }
  if (Array.isArray(value)) {
    return value.map((one) => (isUsage(one) ? `${one.billingType} ${shown(one.price)}` : String(one))).sort().join(", ");
  }
  return String(value);
}

interface Usage {
  billingType: string;
  price: Priced;
}

export function isUsage(value: unknown): value is Usage {
  return typeof value === "object" && value !== null && "billingType" in value && "price" in value;
}

/** Reads a file of the catalog; its contents are judged by the gateway. */
export function readFile(text: string, held: Document): Document {
  const read: unknown = JSON.parse(text);
  if (typeof read !== "object" || read === null || !KINDS.every((kind) => Array.isArray((read as Values)[kind]))) {
    throw new SyntaxError("regions, specifications, bandwidthTypes");
  }
  const file = read as Partial<Document> & Pick<Document, Kind>;
  return { ...file, currency: file.currency ?? held.currency, limits: file.limits ?? held.limits };
}
