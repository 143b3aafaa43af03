import { api, read } from "../../api/client";
import type { Change, Forecast, Schemas } from "../../api/types";

/** A change that is not made yet. */
export type Proposal =
  | { kind: "changeSet"; changes: Change[] }
  | { kind: "rollback"; toRevision: number }
  /** The whole accelerator, with its listeners and regions. */
  | { kind: "delete" };

export interface Options {
  /** The revision that the proposal is for; another present one refuses it. */
  revision: number;
  reason?: string;
  /** Takes itself back unless confirmed within this time, like 120s. */
  confirmWithin?: string | undefined;
  /** The same key makes the change once. */
  key?: string;
}

export function requestOf(id: string, proposal: Proposal): { method: string; path: string; body?: object } {
  const path = `/v1/accelerators/${id}`;
  switch (proposal.kind) {
    case "changeSet":
      return { method: "POST", path: `${path}/change-sets`, body: { changes: proposal.changes } };
    case "rollback":
      return { method: "POST", path: `${path}/rollback`, body: { toRevision: proposal.toRevision } };
    case "delete":
      return { method: "DELETE", path: `${path}?cascade=true` };
  }
}

export function forecast(id: string, proposal: Proposal, revision: number, signal: AbortSignal): Promise<Forecast> {
  return send(id, proposal, { revision }, true, signal) as Promise<Forecast>;
}

/** Makes the change; its revision. */
export async function make(id: string, proposal: Proposal, options: Options): Promise<number> {
  const made = (await send(id, proposal, options, false)) as Schemas["Applied"] | undefined;
  return made?.revision ?? options.revision + 1;
}

function send(id: string, proposal: Proposal, options: Options, dryRun: boolean, signal?: AbortSignal): Promise<unknown> {
  const request = {
    params: {
      path: { id },
      query: { ...(dryRun && { dryRun }), ...(options.confirmWithin && { confirmWithin: options.confirmWithin }) },
      header: {
        "If-Match": `"${options.revision}"`,
        ...(options.reason && { "X-Reason": encodeReason(options.reason) }),
        ...(options.key && { "Idempotency-Key": options.key }),
      },
    },
    ...(signal && { signal }),
  };
  switch (proposal.kind) {
    case "changeSet":
      return read(
        api.POST("/v1/accelerators/{id}/change-sets", {
          ...request,
          body: { changes: proposal.changes, ...(options.reason && { reason: options.reason }) } as Schemas["ChangeSetRequest"],
        }),
      );
    case "rollback":
      return read(api.POST("/v1/accelerators/{id}/rollback", { ...request, body: { toRevision: proposal.toRevision } }));
    case "delete": {
      const { params, ...rest } = request;
      const { confirmWithin: _, ...query } = params.query;
      return read(api.DELETE("/v1/accelerators/{id}", { ...rest, params: { ...params, query: { ...query, cascade: true } } }));
    }
  }
}

/** The header is UTF-8; fetch takes one character for each byte. */
function encodeReason(reason: string): string {
  return String.fromCharCode(...new TextEncoder().encode(reason));
}
