import { leaveUnlessSignedIn } from "../identity/call";
import { answered, lost } from "./connection";
import { retryAfterMillis } from "./problem";

/** One event of a stream. */
export interface ServerEvent {
  name: string;
  data: string;
}

/** Splits the text of a stream into events (source: WHATWG HTML, 9.2.6). */
export class EventParser {
  /** The id that the stream is resumed after; empty before the first one. */
  lastId = "";
  #rest = "";

  feed(text: string): ServerEvent[] {
    const blocks = (this.#rest + text).replaceAll("\r\n", "\n").split("\n\n");
    this.#rest = blocks.pop() ?? "";
    return blocks.flatMap((block) => this.#read(block));
  }

  /** A stream that ended within an event: the event is lost with it. */
  reset(): void {
    this.#rest = "";
  }

  #read(block: string): ServerEvent[] {
    let name = "message";
    const data: string[] = [];
    for (const line of block.split("\n")) {
      const colon = line.indexOf(":");
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "event") {
        name = value;
      } else if (field === "data") {
        data.push(value);
      } else if (field === "id") {
        // A sign of life has an id and no data.
        this.lastId = value;
      }
    }
    return data.length > 0 ? [{ name, data: data.join("\n") }] : [];
  }
}

export interface Follower {
  onOpen(): void;
  onEvent(event: ServerEvent): void;
  /** The stream ended, or could not be opened; it is tried again. */
  onEnd(): void;
}

/** The service shows that it lives every 15 s; a connection without that is dead, whatever TCP thinks. */
const LONGEST_SILENCE_MILLIS = 40_000;
const FIRST_PAUSE_MILLIS = 500;
const LONGEST_PAUSE_MILLIS = 10_000;

/**
 * Reads a stream until the signal, and opens it again with the id of the last event whenever it
 * ends. A browser's own EventSource gives up at the first answer other than 200, as while a
 * service restarts behind the gateway, and does not show which answer it was. This one waits as
 * long as a busy service asks for, and returns at an answer that another attempt would not change:
 * without a session (then the page that signs in opens), without the right, or without the stream.
 */
export async function follow(path: string, follower: Follower, signal: AbortSignal): Promise<void> {
  const parser = new EventParser();
  let failures = 0;
  while (!signal.aborted) {
    const answer = await read(path, parser, follower, signal);
    if (signal.aborted) {
      return;
    }
    follower.onEnd();
    if (answer && answer.status >= 400 && answer.status < 500 && !WORTH_ANOTHER.includes(answer.status)) {
      return;
    }
    failures = answer?.ok ? 0 : failures + 1;
    const usual = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** failures);
    // Up to a half less at random, so that many pages do not come back in one moment.
    await pause(Math.max(usual * (0.5 + Math.random() / 2), (answer && retryAfterMillis(answer)) ?? 0), signal);
  }
}

/** Refusals that pass: request timeout, too early, too many requests. */
const WORTH_ANOTHER = [408, 425, 429];

/** The answer, after its stream ended; null without one. */
async function read(path: string, parser: EventParser, follower: Follower, signal: AbortSignal): Promise<Response | null> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), LONGEST_SILENCE_MILLIS);
  };
  heard();
  let response: Response | null = null;
  try {
    response = await fetch(path, {
      headers: { Accept: "text/event-stream", ...(parser.lastId && { "Last-Event-ID": parser.lastId }) },
      cache: "no-store",
      signal: AbortSignal.any([signal, silence.signal]),
    });
    answered();
    leaveUnlessSignedIn(response);
    if (!response.ok || !response.body) {
      return response;
    }
    follower.onOpen();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      heard();
      for (const event of parser.feed(chunk.value)) {
        follower.onEvent(event);
      }
    }
  } catch {
    if (!signal.aborted) {
      lost();
    }
  } finally {
    clearTimeout(timer);
    parser.reset();
  }
  return response;
}

function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
