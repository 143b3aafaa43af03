import { queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "./call";

// Who uses the console, and what they may do. Everything that concerns identity is in this folder.

export const ROLES = ["VIEWER", "EDITOR", "ADMIN", "OPERATOR"] as const;
export type Role = (typeof ROLES)[number];

/** A signed-in user. */
export interface Me {
  user: string;
  name: string;
  account: string;
  role: Role;
}

/** Until the answer is there: nothing is offered that may be refused. */
const UNKNOWN: Me = { user: "", name: "", account: "", role: "VIEWER" };

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }): Promise<Me> => call("GET", "/v1/me", undefined, signal),
  staleTime: 60_000,
});

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
}

export function rightsOf(me: Me): Rights {
  const rank = ROLES.indexOf(me.role);
  return {
    me,
    mayChange: rank >= ROLES.indexOf("EDITOR"),
    mayAdminister: rank >= ROLES.indexOf("ADMIN"),
  };
}

export function useRights(): Rights {
  return rightsOf(useQuery(meQuery).data ?? UNKNOWN);
}
