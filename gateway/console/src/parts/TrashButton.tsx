import { ActionIcon, Button } from "@mantine/core";
import { useState } from "react";
import { Icon } from "./icons";

/** A trash icon that asks: the first click shows what the second one does, and leaving takes it back. */
export function TrashButton({ verb, of, loading, onConfirmed }: { verb: string; of: string; loading: boolean; onConfirmed: () => void }) {
  const [asked, setAsked] = useState(false);
  return asked ? (
    <Button size="compact-sm" color="red" autoFocus loading={loading} onBlur={() => setAsked(false)} onClick={onConfirmed}>
      {verb}
    </Button>
  ) : (
    <ActionIcon variant="subtle" color="red" aria-label={`${verb}: ${of}`} onClick={() => setAsked(true)}>
      <Icon name="trash" size={16} />
    </ActionIcon>
  );
}
