import createClient from "openapi-fetch";
import { leaveUnlessSignedIn } from "../identity/call";
import { answered, lost, watchSlowness } from "./connection";
import { refusal, Unreachable } from "./problem";
import type { paths } from "./schema";

const TIMEOUT_SECONDS = 75; // the longest wait for a change is 60 s

/** One request, with its share in the state of the connection. */
async function patientFetch(request: Request): Promise<Response> {
  const patience = AbortSignal.timeout(TIMEOUT_SECONDS * 1_000);
  const done = watchSlowness();
  try {
    const response = await fetch(request, {
      cache: "no-store",
      signal: AbortSignal.any([request.signal, patience]),
    });
    answered();
    leaveUnlessSignedIn(response);
    return response;
  } catch (cause) {
    if (request.signal.aborted) {
      throw cause;
    }
    lost();
    throw new Unreachable(
      patience.aborted
        ? `The gateway's answer takes longer than ${TIMEOUT_SECONDS} s.`
        : "The gateway does not answer.",
      { cause },
    );
  } finally {
    done();
  }
}

export const api = createClient<paths>({
  baseUrl: typeof window === "undefined" ? "http://localhost" : window.location.origin,
  headers: { Accept: "application/json" },
  fetch: patientFetch,
});

/** The body of an answer, or its problem as an error. */
export async function read<T>(
  answer: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await answer;
  if (error !== undefined || !response.ok) {
    throw refusal(response, error);
  }
  return data as T;
}
