import type { HistoryEntry, Schemas } from "../api/types";
import { canonical } from "./canonical";

type Checkpoint = Schemas["CheckpointView"];

/** The first thing that is wrong, or null. */
export interface Finding {
  kind: "hash" | "gap" | "previous" | "head" | "signature" | "checkpointHash" | "checkpointGap" | "key";
  /** The revision of an event, or the number of a checkpoint. */
  at: number;
}

export interface ChainProof {
  events: number;
  finding: Finding | null;
}

export interface CheckpointProof {
  checkpoints: number;
  /** Those with everything that the signature covers; an account sees less of it than an operator. */
  signed: number;
  /** The last revision of the stream that a checkpoint covers; 0 if none does. */
  covered: number;
  finding: Finding | null;
}

const NO_HASH = "0".repeat(64);

/** Hashes every event of a stream, each over the one before it. */
export async function checkChain(streamId: string, events: HistoryEntry[]): Promise<ChainProof> {
  let head = NO_HASH;
  let revision = 0;
  for (const event of events) {
    revision++;
    const failed = (kind: Finding["kind"]): ChainProof => ({ events: events.length, finding: { kind, at: event.revision ?? revision } });
    if (event.revision !== revision) {
      return failed("gap");
    }
    if (event.previousHash !== head) {
      return failed("previous");
    }
    if (event.hash !== (await sha256(canonical(hashed(streamId, event))))) {
      return failed("hash");
    }
    head = event.hash;
  }
  return { events: events.length, finding: null };
}

/** What an event's hash covers: everything of the log's record but the hash itself. */
function hashed(streamId: string, { revision, eventId, occurredAt, actor, event, previousHash }: HistoryEntry): unknown {
  return withoutNulls({ streamId, revision, eventId, occurredAt, actor, event, previousHash });
}

/** The log has no null members, the API shows some. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== null)
        .map(([name, member]) => [name, withoutNulls(member)]),
    );
  }
  return value;
}

/** Checks the signatures of checkpoints, their chain, and that each head is the event that it names. */
export async function checkCheckpoints(
  streamId: string,
  events: HistoryEntry[],
  checkpoints: Checkpoint[],
  pem: string,
): Promise<CheckpointProof> {
  const spki = keyOf(pem);
  const key = await crypto.subtle.importKey("spki", spki, { name: "Ed25519" }, false, ["verify"]);
  const keyId = hex(await crypto.subtle.digest("SHA-256", spki));
  const hashes = new Map(events.map((event) => [event.revision, event.hash]));
  let previous: Checkpoint | null = null;
  let signed = 0;
  let covered = 0;
  for (const checkpoint of checkpoints) {
    const failed = (kind: Finding["kind"]): CheckpointProof => ({
      checkpoints: checkpoints.length,
      signed,
      covered,
      finding: { kind, at: checkpoint.number ?? 0 },
    });
    if (previous && checkpoint.number !== (previous.number ?? 0) + 1) {
      return failed("checkpointGap");
    }
    if (checkpoint.previousHash !== (previous?.hash ?? (checkpoint.number === 1 ? NO_HASH : checkpoint.previousHash))) {
      return failed("checkpointHash");
    }
    if (isWhole(checkpoint)) {
      const { hash, signature, ...rest } = checkpoint;
      const bytes = new TextEncoder().encode(canonical(rest));
      if (hash !== hex(await crypto.subtle.digest("SHA-256", bytes))) {
        return failed("checkpointHash");
      }
      if (checkpoint.keyId !== keyId) {
        return failed("key");
      }
      if (!(await crypto.subtle.verify("Ed25519", key, base64(signature ?? ""), bytes))) {
        return failed("signature");
      }
      signed++;
    }
    for (const head of (checkpoint.heads ?? []).filter((one) => one.streamId === streamId)) {
      const found = hashes.get(head.revision);
      if (found !== head.hash) {
        return failed("head");
      }
      covered = Math.max(covered, head.revision ?? 0);
    }
    previous = checkpoint;
  }
  return { checkpoints: checkpoints.length, signed, covered, finding: null };
}

function isWhole(checkpoint: Checkpoint): boolean {
  return typeof checkpoint.transaction === "string" && typeof checkpoint.position === "number";
}

async function sha256(text: string): Promise<string> {
  return hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function base64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function keyOf(pem: string): Uint8Array<ArrayBuffer> {
  return base64(pem.replace(/-----[^-]+-----/g, "").replace(/\s/g, ""));
}
