import { ActionIcon, Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./icons";

/** A trash icon that asks: the first click shows what the second one does; Escape and leaving take it back. */
export function TrashButton({ verb, of, loading, onConfirmed }: { verb: string; of: string; loading: boolean; onConfirmed: () => void }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const icon = useRef<HTMLButtonElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  const wasLeft = useRef(false);
  // The button that had the focus is gone: the next Tab must not begin at the top of the page.
  useEffect(() => {
    // Wider than the icon, it may begin at the edge of a table that scrolls.
    confirm.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (!asked && wasLeft.current) {
      icon.current?.focus();
    }
    wasLeft.current = false;
  }, [asked]);
  return asked ? (
    <Button
      ref={confirm}
      size="compact-sm"
      color="red.9"
      autoFocus
      loading={loading}
      aria-label={t("form.confirm", { verb, of })}
      onBlur={() => setAsked(false)}
      onKeyDown={({ key }) => {
        if (key === "Escape") {
          wasLeft.current = true;
          setAsked(false);
        }
      }}
      // Safari takes the focus from a button that is pressed: that would take the question back before the click.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onConfirmed}
    >
      {verb}
    </Button>
  ) : (
    <ActionIcon ref={icon} variant="subtle" color="red" title={`${verb}: ${of}`} aria-label={`${verb}: ${of}`} onClick={() => setAsked(true)}>
      <Icon name="trash" size={16} />
    </ActionIcon>
  );
}
