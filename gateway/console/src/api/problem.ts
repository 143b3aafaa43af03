import type { Schemas } from "./types";

/** An answer other than the wanted one: an RFC 9457 problem, or what stands for it. */
export class Refusal extends Error {
  readonly status: number;
  readonly problem: Partial<Schemas["Problem"]>;
  /** How long a busy service asks to wait; null if it does not. */
  readonly retryAfterMillis: number | null;

  constructor(status: number, problem: Partial<Schemas["Problem"]>, retryAfterMillis: number | null = null) {
    super(problem.detail ?? problem.title ?? `The gateway answered ${status}.`);
    this.name = "Refusal";
    this.status = status;
    this.problem = problem;
    this.retryAfterMillis = retryAfterMillis;
  }

  get requestId(): string | undefined {
    return this.problem.requestId;
  }

  /** The detail for each refused field, by its JSON pointer. */
  get fields(): Record<string, string> {
    return Object.fromEntries(
      (this.problem.errors ?? []).map(({ pointer, detail }) => [pointer, detail]),
    );
  }
}

/** The gateway did not answer, or not in time. */
export class Unreachable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "Unreachable";
  }
}

/** Whether the same question may be answered later: not so for a refusal of the request itself. */
export function mayPass(error: unknown): boolean {
  return !(error instanceof Refusal) || error.status >= 500 || error.status === 429;
}

/** Reads a body that openapi-fetch parsed, or could not. */
export function refusal(response: Response, body: unknown): Refusal {
  const problem =
    typeof body === "object" && body !== null ? (body as Partial<Schemas["Problem"]>) : {};
  const requestId = problem.requestId ?? response.headers.get("X-Request-Id") ?? undefined;
  return new Refusal(response.status, requestId === undefined ? problem : { ...problem, requestId }, retryAfterMillis(response));
}

const LONGEST_WAIT_SECONDS = 120;

/** The seconds of a Retry-After header (RFC 9110, 10.2.3), within reason; null without one. */
export function retryAfterMillis(response: Response): number | null {
  const seconds = /^\d{1,9}$/.exec(response.headers.get("Retry-After") ?? "")?.[0];
  return seconds === undefined ? null : 1_000 * Math.min(LONGEST_WAIT_SECONDS, Number(seconds));
}

const FIRST_WAIT_MILLIS = 1_000;

/** When a question is asked again: as the service asks for, or else later from time to time. */
export function waitMillis(attempts: number, error: unknown): number {
  return (error instanceof Refusal ? error.retryAfterMillis : null) ?? FIRST_WAIT_MILLIS * 2 ** attempts;
}
