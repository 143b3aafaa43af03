import { Alert, Button, Card, Group, NumberInput, Select, Stack, Switch, Table, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { CodeBlock } from "../parts/Copy";
import { Failure } from "../parts/Failure";
import { Unavailable } from "../parts/Loaded";
import { Moment } from "../parts/Moment";
import { ToneBadge } from "../parts/State";
import { TrashButton } from "../parts/TrashButton";
import { createToken, revokeToken, type Token, tokensQuery } from "./directory";
import type { Role } from "./identity";
import { useRoleOptions } from "./Members";

/** Tokens for programs. Each is shown once, when it is made. */
export function Tokens() {
  const { t } = useTranslation();
  const tokens = useQuery(tokensQuery);
  const queries = useQueryClient();
  const roles = useRoleOptions();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("EDITOR");
  const [readOnly, setReadOnly] = useState(false);
  const [days, setDays] = useState<number | string>(90);
  const refresh = () => void queries.invalidateQueries({ queryKey: ["tokens"] });
  const created = useMutation({
    mutationFn: () => createToken({ name: name.trim(), role, readOnly, ...(typeof days === "number" && { expiresInDays: days }) }),
    onSuccess: () => setName(""),
    onSettled: refresh,
  });
  const revoked = useMutation({ mutationFn: revokeToken, onSettled: refresh });
  if (!tokens.data) {
    return <Unavailable query={tokens} />;
  }
  const roleOf = ({ role: of, readOnly: only }: Token) => `${t(`role.${of}`)}${only ? ` · ${t("tokens.readOnly")}` : ""}`;
  const error = created.error ?? revoked.error;
  return (
    <Card>
      <Text component="h2" fw={600} mb="sm">
        {t("tokens.title")}
      </Text>
      <Stack>
        {error && <Failure error={error} />}
        {created.data && (
          <Alert color="teal" title={t("tokens.once")}>
            <CodeBlock text={`Authorization: Bearer ${created.data.token}`} label={t("tokens.title")} />
          </Alert>
        )}
        {tokens.data.length === 0 ? (
          <Text fz="sm" c="dimmed">
            {t("tokens.none")}
          </Text>
        ) : (
          <Table.ScrollContainer minWidth={280}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th fz="xs" c="dimmed">
                    {t("accelerators.name")}
                  </Table.Th>
                  {[t("settings.role"), t("tokens.lastUsed")].map((head) => (
                    <Table.Th key={head} fz="xs" c="dimmed" visibleFrom="sm">
                      {head}
                    </Table.Th>
                  ))}
                  <Table.Th fz="xs" c="dimmed">
                    {t("tokens.expires")}
                  </Table.Th>
                  <Table.Th />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {tokens.data.map((token) => (
                  <Table.Tr key={token.id}>
                    <Table.Td>
                      <Text fz="sm" fw={600}>
                        {token.name}
                      </Text>
                      <Text fz="xs" c="dimmed" hiddenFrom="sm">
                        {roleOf(token)}
                      </Text>
                      {token.accelerator && (
                        <Text fz="xs" c="dimmed" ff="monospace">
                          {token.accelerator}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td visibleFrom="sm">{roleOf(token)}</Table.Td>
                    <Table.Td visibleFrom="sm">
                      <Moment at={token.lastUsedAt} age />
                    </Table.Td>
                    <Table.Td>{token.revokedAt ? <ToneBadge tone="unknown">{t("tokens.revoked")}</ToneBadge> : <Moment at={token.expiresAt} age />}</Table.Td>
                    <Table.Td ta="right">
                      {!token.revokedAt && <TrashButton verb={t("tokens.revoke")} of={token.name} loading={revoked.isPending} onConfirmed={() => revoked.mutate(token.id)} />}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
        <form
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            created.mutate();
          }}
        >
          <Group align="end">
            <TextInput label={t("accelerators.name")} value={name} required maxLength={64} onChange={(event) => setName(event.currentTarget.value)} />
            <Select label={t("settings.role")} data={roles} value={role} allowDeselect={false} onChange={(to) => to && setRole(to as Role)} />
            <NumberInput label={t("tokens.days")} value={days} min={1} onChange={setDays} w={120} />
            <Switch label={t("tokens.readOnly")} checked={readOnly} onChange={(event) => setReadOnly(event.currentTarget.checked)} mb={8} />
            <Button type="submit" loading={created.isPending}>
              {t("tokens.create")}
            </Button>
          </Group>
        </form>
      </Stack>
    </Card>
  );
}
