import { useMemo } from "react";
import { useRegions } from "../../parts/regions";
import { acceleratorBody, type Draft } from "./draft";

/** The request as far as the steps are answered: each step adds to it, and each form of it is a whole one. */
export function useBody(draft: Draft, step: number) {
  const regions = useRegions();
  return useMemo(() => {
    const body = acceleratorBody(draft, (region) => regions.find(({ code }) => code === region)?.area ?? "ASIA_PACIFIC");
    if (step < 3) {
      delete body.areas;
    }
    if (step < 4) {
      delete body.listeners;
    }
    if (step === 4) {
      for (const listener of body.listeners ?? []) {
        delete listener.endpointGroups;
      }
    }
    return body;
  }, [draft, step, regions]);
}
