import { api, read } from "../../api/client";
import type { Change, Forecast, Schemas } from "../../api/types";

/** A change that is not made yet. */
export type Proposal =
  | { kind: "changeSet"; changes: Change[] }
  | { kind: "rollback"; toRevision: number };

export interface Options {
  /** The revision that the proposal is for; another present one refuses it. */
  revision: number;
  reason?: string;
  /** Takes itself back unless confirmed within this time, like 120s. */
  confirmWithin?: string | undefined;
  /** The same key makes the change once. */
  key?: string;
}

export function requestOf(id: string, proposal: Proposal): { path: string; body: object } {
  return proposal.kind === "changeSet"
    ? { path: `/v1/accelerators/${id}/change-sets`, body: { changes: proposal.changes } }
    : { path: `/v1/accelerators/${id}/rollback`, body: { toRevision: proposal.toRevision } };
}

export function forecast(id: string, proposal: Proposal, revision: number, signal: AbortSignal): Promise<Forecast> {
  return send(id, proposal, { revision }, true, signal) as Promise<Forecast>;
}

/** Makes the change; its revision. */
export async function make(id: string, proposal: Proposal, options: Options): Promise<number> {
  const made = (await send(id, proposal, options, false)) as Schemas["Applied"];
  return made.revision ?? 0;
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
  return proposal.kind === "changeSet"
    ? read(
        api.POST("/v1/accelerators/{id}/change-sets", {
          ...request,
          body: { changes: proposal.changes, ...(options.reason && { reason: options.reason }) } as Schemas["ChangeSetRequest"],
        }),
      )
    : read(api.POST("/v1/accelerators/{id}/rollback", { ...request, body: { toRevision: proposal.toRevision } }));
}

/** The header is UTF-8; fetch takes one character for each byte. */
function encodeReason(reason: string): string {
  return String.fromCharCode(...new TextEncoder().encode(reason));
}
