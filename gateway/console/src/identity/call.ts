import { refusal } from "../api/problem";

/** A request about identity, as JSON. */
export async function call<T>(method: string, path: string, body?: object, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, {
    method,
    headers: { Accept: "application/json", ...(body && { "Content-Type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  leaveUnlessSignedIn(response);
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : parsed(text);
  if (!response.ok) {
    throw refusal(response, answer);
  }
  return answer as T;
}

/** Goes to the page that signs in, when an answer asks for that. */
export function leaveUnlessSignedIn(response: Response): void {
  if (response.status === 401) {
    window.location.assign("/sign-in.html");
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
