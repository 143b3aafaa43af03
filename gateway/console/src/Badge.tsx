import type { ReactNode } from "react";
import type { Tone } from "./state";

const SIGNS: Record<Tone, string> = { good: "✓", wait: "…", bad: "✕", unknown: "?" };

/** A state in colour, sign and words; none of the three is needed to understand the others. */
export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`badge badge-${tone}`}>
      <span className="badge-sign" aria-hidden="true">
        {SIGNS[tone]}
      </span>
      {children}
    </span>
  );
}
