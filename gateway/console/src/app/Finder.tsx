import "@mantine/spotlight/styles.css";
import { Spotlight, spotlight } from "@mantine/spotlight";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { acceleratorsQuery } from "../api/queries";
import { useRights } from "../identity/identity";
import { Icon, type IconName } from "../parts/icons";

interface Place {
  id: string;
  label: string;
  description?: string;
  icon: IconName;
  open: () => void;
}

/** Ctrl-K: every page, every action, and accelerators by name, id or address. */
export function Finder({ asked }: { asked: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const me = useRights();
  const [words, setWords] = useState("");
  useEffect(spotlight.open, [asked]);
  const [settled] = useDebouncedValue(words.trim(), 150);
  const found = useQuery({
    ...acceleratorsQuery({ q: settled }),
    enabled: settled.length > 1,
    refetchInterval: false,
  });
  const places: Place[] = (["overview", "accelerators", "relays", "orders", "audit", "settings"] as const).map(
    (name) => ({
      id: name,
      label: t(`nav.${name}`),
      icon: name,
      open: () => void navigate({ to: name === "overview" ? "/" : `/${name}` }),
    }),
  );
  if (me.me.role === "OPERATOR") {
    places.push({ id: "catalog", label: t("nav.catalog"), icon: "book", open: () => void navigate({ to: "/catalog" }) });
  }
  if (me.mayChange) {
    places.unshift({
      id: "create",
      label: t("nav.create"),
      icon: "plus",
      open: () => void navigate({ to: "/create" }),
    });
  }
  const matching = places.filter(({ label }) => label.toLowerCase().includes(words.trim().toLowerCase()));
  const accelerators: Place[] = (settled.length > 1 ? (found.data?.items ?? []) : []).slice(0, 8).map((one) => ({
    id: one.id ?? "",
    label: one.name ?? one.id ?? "",
    description: [one.id, ...(one.regions ?? []).map((region) => region.acceleratedIp)].filter(Boolean).join(" · "),
    icon: "accelerators",
    open: () => void navigate({ to: "/accelerators/$id", params: { id: one.id ?? "" } }),
  }));
  const all = [...matching, ...accelerators];
  return (
    <Spotlight.Root query={words} onQueryChange={setWords} shortcut={null} scrollable maxHeight={420} attributes={{ content: { "aria-label": t("shell.find") } }}>
      <Spotlight.Search
        placeholder={t("shell.findWhat")}
        aria-label={t("shell.findWhat")}
        leftSection={<Icon name="search" />}
        onKeyDown={(event) => {
          // Enter without arrows opens the first one found.
          if (event.key === "Enter" && !document.querySelector("[role=dialog] [data-selected]")) {
            all[0]?.open();
            spotlight.close();
          }
        }}
      />
      <Spotlight.ActionsList>
        {all.map(({ id, label, description, icon, open }) => (
          <Spotlight.Action
            key={id}
            label={label}
            description={description ?? ""}
            leftSection={<Icon name={icon} />}
            onClick={open}
          />
        ))}
        {all.length === 0 && <Spotlight.Empty>{t("shell.nothingFound")}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
