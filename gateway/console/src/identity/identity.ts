import { queryOptions, useQuery } from "@tanstack/react-query";

// Who uses the console, and what they may do. Everything that concerns identity is in this folder.

export const ROLES = ["VIEWER", "EDITOR", "ADMIN", "OPERATOR"] as const;
export type Role = (typeof ROLES)[number];

/** A signed-in user, or the one user of a stack without sign-in. */
export interface Me {
  user: string;
  name: string;
  account: string;
  role: Role;
  /** Null without sign-in, and for a session without an end. */
  expiresAt?: string | null;
}

const WITHOUT_SIGN_IN: Me = { user: "local", name: "local", account: "local", role: "OPERATOR" };

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async ({ signal }): Promise<Me> => {
    const response = await fetch("/v1/me", { signal, headers: { Accept: "application/json" } });
    leaveUnlessSignedIn(response);
    return response.ok ? ((await response.json()) as Me) : WITHOUT_SIGN_IN;
  },
  staleTime: 60_000,
  retry: false,
});

/** Goes to the page that signs in, when an answer asks for that. */
export function leaveUnlessSignedIn(response: Response): void {
  if (response.status === 401) {
    window.location.assign("/sign-in.html");
  }
}

/** Ends the session, and goes to the page that signs in. */
export async function signOut(): Promise<void> {
  await fetch("/logout", { method: "POST" });
  window.location.assign("/sign-in.html");
}

export interface Rights {
  me: Me;
  /** Whether the role allows changes; a viewer sees no buttons. */
  mayChange: boolean;
  mayAdminister: boolean;
  canSignOut: boolean;
}

export function rightsOf(me: Me): Rights {
  const rank = ROLES.indexOf(me.role);
  return {
    me,
    mayChange: rank >= ROLES.indexOf("EDITOR"),
    mayAdminister: rank >= ROLES.indexOf("ADMIN"),
    canSignOut: me !== WITHOUT_SIGN_IN,
  };
}

export function useRights(): Rights {
  return rightsOf(useQuery(meQuery).data ?? WITHOUT_SIGN_IN);
}
