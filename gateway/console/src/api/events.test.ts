import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { connection } from "./connection";
import { EventParser, follow, type ServerEvent } from "./events";

const left: string[] = [];

beforeEach(() => {
  left.length = 0;
  vi.stubGlobal("window", { location: { assign: (page: string) => left.push(page) } });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it("reads events whatever pieces they come in, and keeps the id of a sign of life", () => {
  const text = "id:7-1\nevent:ready\ndata:{\"resumed\":false}\n\n:alive\nid:7-2\n\nevent: change\r\ndata: a\r\ndata: b\r\n\r\ndata:cut";
  for (const size of [1, 3, 1_000]) {
    const parser = new EventParser();
    const events: ServerEvent[] = [];
    for (let from = 0; from < text.length; from += size) {
      events.push(...parser.feed(text.slice(from, from + size)));
    }
    expect(events).toEqual([
      { name: "ready", data: '{"resumed":false}' },
      { name: "change", data: "a\nb" },
    ]);
    expect(parser.lastId).toBe("7-2");
  }
});

const stream = (text: string) =>
  new Response(new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  }));

it("opens a stream again after its last event, and after an answer that is none", async () => {
  const ids: (string | undefined)[] = [];
  const answers = [stream("id:1-1\nevent:change\ndata:one\n\n"), new Response("", { status: 502 }), stream("id:1-2\ndata:two\n\n")];
  const end = new AbortController();
  vi.stubGlobal("fetch", async (_: string, { headers }: { headers: Record<string, string> }) => {
    ids.push(headers["Last-Event-ID"]);
    const next = answers.shift();
    if (!next) {
      end.abort();
      throw new TypeError("no more");
    }
    return next;
  });
  const seen: string[] = [];
  let opened = 0;
  await follow("/stream", { onOpen: () => opened++, onEvent: ({ data }) => seen.push(data), onEnd: () => {} }, end.signal);
  expect(seen).toEqual(["one", "two"]);
  expect(opened).toBe(2);
  expect(ids).toEqual([undefined, "1-1", "1-1", "1-2"]);
  expect(connection().lostSince).toBeNull();
});

const ignored = { onOpen: () => {}, onEvent: () => {}, onEnd: () => {} };

it.each([401, 403, 404])("does not ask again after %d, and signs in where there is no session", async (status) => {
  const ask = vi.fn(async () => new Response("", { status }));
  vi.stubGlobal("fetch", ask);
  await follow("/stream", ignored, new AbortController().signal);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(left).toEqual(status === 401 ? ["/sign-in.html"] : []);
});

it("waits as long as a busy service asks for", async () => {
  vi.useFakeTimers();
  const ask = vi.fn(async () => new Response("", { status: 429, headers: { "Retry-After": "30" } }));
  vi.stubGlobal("fetch", ask);
  const end = new AbortController();
  const followed = follow("/stream", ignored, end.signal);
  await vi.advanceTimersByTimeAsync(29_000);
  expect(ask).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(ask).toHaveBeenCalledTimes(2);
  end.abort();
  await followed;
});
