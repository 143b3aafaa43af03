import { describe, expect, it } from "vitest";
import type { HistoryEntry, Schemas } from "../api/types";
import { canonical } from "./canonical";
import { checkChain, checkCheckpoints } from "./proof";

const STREAM = "ga-1";
const ZEROS = "0".repeat(64);

const hex = (bytes: ArrayBuffer) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
const base64 = (bytes: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const sha256 = async (text: string) => hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

/** A chain of this many events, as the service makes it. */
async function chain(length: number): Promise<HistoryEntry[]> {
  const all: HistoryEntry[] = [];
  for (let revision = 1; revision <= length; revision++) {
    const record = {
      streamId: STREAM,
      revision,
      eventId: `e-${revision}`,
      occurredAt: "2026-11-30T04:00:00Z",
      actor: { account: "local", user: "local", reason: "工单 7" },
      event: { type: "AcceleratorRenamed", name: `shop ${revision}`, weight: 0.5 },
      previousHash: all.at(-1)?.hash ?? ZEROS,
    };
    const { streamId, ...entry } = record;
    all.push({ ...entry, event: record.event as never, type: "AcceleratorRenamed", hash: await sha256(canonical({ ...record, streamId })) });
  }
  return all;
}

async function signed(events: HistoryEntry[], keys: CryptoKeyPair, previous?: Schemas["CheckpointView"]): Promise<Schemas["CheckpointView"]> {
  const last = events.at(-1);
  const covered = {
    number: (previous?.number ?? 0) + 1,
    transaction: "1000",
    position: events.length,
    at: "2026-11-30T04:01:00Z",
    events: events.length,
    heads: [{ streamId: STREAM, revision: last?.revision ?? 0, hash: last?.hash ?? "" }],
    previousHash: previous?.hash ?? ZEROS,
    keyId: hex(await crypto.subtle.digest("SHA-256", await crypto.subtle.exportKey("spki", keys.publicKey))),
  };
  const bytes = new TextEncoder().encode(canonical(covered));
  return {
    ...covered,
    hash: await sha256(canonical(covered)),
    signature: base64(await crypto.subtle.sign("Ed25519", keys.privateKey, bytes)),
  };
}

const newKeys = () => crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]) as Promise<CryptoKeyPair>;

async function pemOf(keys: CryptoKeyPair): Promise<string> {
  const der = base64(await crypto.subtle.exportKey("spki", keys.publicKey));
  return `-----BEGIN PUBLIC KEY-----\n${der}\n-----END PUBLIC KEY-----\n`;
}

describe("canonical", () => {
  it("orders members by UTF-16 code units and writes numbers as ECMAScript does (RFC 8785, 3.2.3)", () => {
    expect(canonical({ "\u20ac": "Euro Sign", "\r": "Carriage Return", "1": "One", "\ud83d\ude00": "Smiley", "\ufb33": "Dalet" })).toBe(
      '{"\\r":"Carriage Return","1":"One","\u20ac":"Euro Sign","\ud83d\ude00":"Smiley","\ufb33":"Dalet"}',
    );
    expect(canonical([333333333.33333329, 1e30, 4.5, 2e-3, 1e-27])).toBe("[333333333.3333333,1e+30,4.5,0.002,1e-27]");
  });
});

describe("checkChain", () => {
  it("accepts a whole chain", async () => {
    expect(await checkChain(STREAM, await chain(5))).toEqual({ events: 5, finding: null });
  });

  it("accepts the members that the API shows as null and the log leaves out", async () => {
    const shown = (await chain(2)).map((event) => ({ ...event, actor: { ...event.actor, traceparent: null as never } }));
    expect(await checkChain(STREAM, shown)).toEqual({ events: 2, finding: null });
  });

  it("names an event with a changed member", async () => {
    const events = await chain(5);
    events[2] = { ...(events[2] as HistoryEntry), actor: { ...events[2]?.actor, user: "another" } };
    expect((await checkChain(STREAM, events)).finding).toEqual({ kind: "hash", at: 3 });
  });

  it("names an event that was changed and hashed again, by the one after it", async () => {
    const events = await chain(3);
    const other = await chain(2);
    events[1] = { ...(other[1] as HistoryEntry), eventId: "e-x" };
    events[1].hash = await sha256(canonical({ ...events[1], streamId: STREAM, type: undefined, hash: undefined }));
    expect((await checkChain(STREAM, events)).finding).toEqual({ kind: "previous", at: 3 });
  });

  it("names a gap, also at the beginning", async () => {
    const events = await chain(4);
    expect((await checkChain(STREAM, events.toSpliced(2, 1))).finding).toEqual({ kind: "gap", at: 4 });
    expect((await checkChain(STREAM, events.slice(1))).finding).toEqual({ kind: "gap", at: 2 });
  });

  it("does not accept the events of another stream", async () => {
    expect((await checkChain("ga-2", await chain(1))).finding).toEqual({ kind: "hash", at: 1 });
  });
});

describe("checkCheckpoints", () => {
  it("verifies signatures and reports how far they cover", async () => {
    const keys = await newKeys();
    const events = await chain(4);
    const first = await signed(events.slice(0, 2), keys);
    const second = await signed(events.slice(0, 3), keys, first);
    expect(await checkCheckpoints(STREAM, events, [first, second], await pemOf(keys))).toEqual({
      checkpoints: 2,
      signed: 2,
      covered: 3,
      finding: null,
    });
  });

  it("finds a history that was rewritten and hashed again", async () => {
    const keys = await newKeys();
    const checkpoint = await signed(await chain(3), keys);
    const rewritten = (await chain(3)).map((event) => ({ ...event, hash: `${event.hash?.slice(1)}0` }));
    expect((await checkCheckpoints(STREAM, rewritten, [checkpoint], await pemOf(keys))).finding).toEqual({ kind: "head", at: 1 });
  });

  it("finds another key, a forged signature and a missing checkpoint", async () => {
    const keys = await newKeys();
    const others = await newKeys();
    const events = await chain(3);
    const first = await signed(events.slice(0, 1), keys);
    const second = await signed(events.slice(0, 2), keys, first);
    const third = await signed(events, keys, second);
    const find = async (checkpoints: Schemas["CheckpointView"][], pem: string) => (await checkCheckpoints(STREAM, events, checkpoints, pem)).finding;
    expect(await find([first], await pemOf(others))).toEqual({ kind: "key", at: 1 });
    expect(await find([{ ...first, signature: second.signature ?? "" }], await pemOf(keys))).toEqual({ kind: "signature", at: 1 });
    expect(await find([first, third], await pemOf(keys))).toEqual({ kind: "checkpointGap", at: 3 });
  });

  it("counts no signature where a part of what it covers is not shown", async () => {
    const keys = await newKeys();
    const events = await chain(1);
    const { transaction, position, ...redacted } = await signed(events, keys);
    expect(transaction && position).toBe(1);
    expect(await checkCheckpoints(STREAM, events, [redacted], await pemOf(keys))).toMatchObject({ signed: 0, covered: 1, finding: null });
  });
});
