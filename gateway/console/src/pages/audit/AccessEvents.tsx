import { Card, Group, Switch, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { accessEventsQuery } from "../../api/queries";
import { useRights } from "../../identity/identity";
import { useMemberName } from "../../identity/names";
import { DataTable } from "../../parts/DataTable";
import { Loaded } from "../../parts/Loaded";
import { Moment } from "../../parts/Moment";
import { invited, subject } from "./subject";

const TYPES = [
  "SignedIn",
  "SignInRefused",
  "MemberInvited",
  "MemberRoleChanged",
  "MemberRemoved",
  "SignInLinkMade",
  "PasskeyAdded",
  "PasskeyRemoved",
  "TokenMade",
  "TokenRevoked",
] as const;

type KnownType = (typeof TYPES)[number];

function isKnown(type: string): type is KnownType {
  return (TYPES as readonly string[]).includes(type);
}

/** Sign-ins, refusals, and changes of members and tokens, for administrators. */
export function AccessEvents() {
  const { mayAdminister } = useRights();
  return mayAdminister ? <Events /> : null;
}

function Events() {
  const { t } = useTranslation();
  const { me } = useRights();
  const [strangers, setStrangers] = useState(false);
  const query = useQuery(accessEventsQuery(strangers));
  const gone = useMemo(() => invited(query.data ?? []), [query.data]);
  const nameOf = useMemberName(gone);
  const wordOf = (code: unknown) => (typeof code === "string" ? t(`role.${code}`, { defaultValue: t(`access.ways.${code}`, { defaultValue: code }) }) : code);
  const named = (type: string) => (isKnown(type) ? t(`access.types.${type}`) : type);
  return (
    <Card p={0}>
      <Group justify="space-between" p="md" pb={0}>
        <Text component="h2" fw={600}>
          {t("access.title")}
        </Text>
        {me.role === "OPERATOR" && (
          <Switch label={t("access.strangers")} checked={strangers} onChange={(event) => setStrangers(event.currentTarget.checked)} />
        )}
      </Group>
      <Loaded query={query}>
        {(events) =>
          events.length === 0 ? (
            <Text p="md" c="dimmed">
              {t("access.none")}
            </Text>
          ) : (
            <DataTable
              label={t("access.title")}
              rows={events}
              rowId={(one) => `${one.eventId}`}
              columns={[
                { id: "at", header: t("access.at"), accessorFn: (one) => one.occurredAt, meta: { visibleFrom: "sm" }, cell: ({ getValue }) => <Moment at={getValue<string>()} /> },
                {
                  id: "event",
                  header: t("access.event"),
                  accessorFn: (one) => named(one.type ?? ""),
                  cell: ({ row: { original: one }, getValue }) => (
                    <>
                      {getValue<string>()}
                      <Text hiddenFrom="sm" fz="xs" c="dimmed" component="div">
                        <Moment at={one.occurredAt} />
                      </Text>
                    </>
                  ),
                },
                { id: "what", header: t("access.what"), accessorFn: (one) => subject(one, nameOf, wordOf), enableSorting: false },
                { id: "by", header: t("access.by"), accessorFn: (one) => nameOf(one.actor?.user), meta: { visibleFrom: "sm" }, cell: ({ row: { original: one }, getValue }) => <span title={one.actor?.user}>{getValue<string>()}</span> },
                { id: "from", header: t("access.from"), accessorFn: (one) => one.actor?.clientAddress ?? "", meta: { visibleFrom: "md" } },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}
