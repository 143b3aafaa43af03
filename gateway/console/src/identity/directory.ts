import { queryOptions } from "@tanstack/react-query";
import { call } from "./call";
import type { Role } from "./identity";

// Members, tokens and links of the account.

export interface Member {
  user: string;
  name: string;
  role: Role;
  operator?: boolean;
  createdAt?: string;
}

export interface Token {
  id: string;
  name: string;
  role: Role;
  readOnly?: boolean;
  accelerator?: string | null;
  createdBy?: string;
  createdAt?: string;
  expiresAt?: string | null;
  lastUsedAt?: string | null;
  revokedAt?: string | null;
}

export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => call<{ items?: Member[] }>("GET", "/v1/members", undefined, signal).then(({ items }) => items ?? []),
  retry: false,
});

export const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: ({ signal }) => call<{ items?: Token[] }>("GET", "/v1/tokens", undefined, signal).then(({ items }) => items ?? []),
  retry: false,
});

const path = (...segments: string[]) => `/v1/${segments.map(encodeURIComponent).join("/")}`;

/** The link that signs the new member in, once. */
export const invite = (name: string, role: Role) => call<{ url: string }>("POST", "/v1/members", { name, role });
export const changeRole = (user: string, role: Role) => call<Member>("PATCH", path("members", user), { role });
export const removeMember = (user: string) => call<void>("DELETE", path("members", user));
export const signInLink = (user: string) => call<{ url: string }>("POST", "/v1/sign-in-links", { user });

export interface NewToken {
  name: string;
  role: Role;
  readOnly: boolean;
  expiresInDays?: number;
}

/** The token itself is in this answer alone. */
export const createToken = (token: NewToken) => call<Token & { token: string }>("POST", "/v1/tokens", token);
export const revokeToken = (id: string) => call<void>("DELETE", path("tokens", id));
