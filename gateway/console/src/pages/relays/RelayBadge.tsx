import { useTranslation } from "react-i18next";
import type { RelayOfFleet } from "../../api/types";
import { ToneBadge } from "../../parts/State";
import type { Tone } from "../../parts/state";

export function relayTone(relay: RelayOfFleet): { tone: Tone; state: "alive" | "silent" | "draining" | "failing" } {
  if (!relay.alive) {
    return { tone: "bad", state: "silent" };
  }
  if ((relay.failingAccelerators ?? 0) > 0) {
    return { tone: "bad", state: "failing" };
  }
  return relay.draining ? { tone: "wait", state: "draining" } : { tone: "good", state: "alive" };
}

export function RelayBadge({ relay }: { relay: RelayOfFleet }) {
  const { t } = useTranslation();
  const { tone, state } = relayTone(relay);
  return <ToneBadge tone={tone}>{t(`relays.${state}`)}</ToneBadge>;
}
