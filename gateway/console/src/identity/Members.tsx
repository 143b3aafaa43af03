import { Alert, Button, Card, Group, Select, Stack, Table, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { CodeBlock } from "../parts/Copy";
import { Failure } from "../parts/Failure";
import { Unavailable } from "../parts/Loaded";
import { TrashButton } from "../parts/TrashButton";
import { changeRole, invite, membersQuery, removeMember, signInLink } from "./directory";
import { ROLES, type Role, useRights } from "./identity";

export function useRoleOptions(): { value: Role; label: string }[] {
  const { t } = useTranslation();
  return ROLES.filter((role) => role !== "OPERATOR").map((value) => ({ value, label: t(`role.${value}`) }));
}

/** Who belongs to the account; administrators invite, change roles and remove. */
export function Members() {
  const { t } = useTranslation();
  const { me, mayAdminister } = useRights();
  const members = useQuery(membersQuery);
  const queries = useQueryClient();
  const roles = useRoleOptions();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("EDITOR");
  const refresh = () => void queries.invalidateQueries({ queryKey: ["members"] });
  const invited = useMutation({ mutationFn: () => invite(name.trim(), role), onSuccess: () => setName(""), onSettled: refresh });
  const changed = useMutation({ mutationFn: (to: { user: string; role: Role }) => changeRole(to.user, to.role), onSettled: refresh });
  const removed = useMutation({ mutationFn: removeMember, onSettled: refresh });
  const linked = useMutation({ mutationFn: signInLink });
  if (!members.data) {
    return <Unavailable query={members} />;
  }
  const error = invited.error ?? changed.error ?? removed.error ?? linked.error;
  const url = linked.data?.url ?? invited.data?.url;
  return (
    <Card>
      <Text component="h2" fw={600} mb="sm">
        {t("members.title")}
      </Text>
      <Stack>
        {error && <Failure error={error} />}
        {url && (
          <Alert color="teal" title={t("members.link")}>
            <CodeBlock text={url} label={t("members.link")} />
          </Alert>
        )}
        <Table.ScrollContainer minWidth={480}>
          <Table>
            <Table.Tbody>
              {members.data.map((member) => (
                <Table.Tr key={member.user}>
                  <Table.Td>
                    <Text fz="sm" fw={600}>
                      {member.name}
                    </Text>
                    <Text fz="xs" c="dimmed" ff="monospace" visibleFrom="sm">
                      {member.user}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    {mayAdminister && member.user !== me.user && member.role !== "OPERATOR" ? (
                      <Select size="xs" w={160} aria-label={`${t("settings.role")}: ${member.name}`} data={roles} value={member.role} allowDeselect={false} onChange={(to) => to && changed.mutate({ user: member.user, role: to as Role })} />
                    ) : (
                      t(`role.${member.role}`)
                    )}
                  </Table.Td>
                  <Table.Td ta="right">
                    {mayAdminister && member.user !== me.user && (
                      <Group gap={4} justify="end" wrap="nowrap">
                        <Button size="compact-xs" variant="default" onClick={() => linked.mutate(member.user)}>
                          {t("members.newLink")}
                        </Button>
                        <TrashButton verb={t("form.remove")} of={member.name} loading={removed.isPending} onConfirmed={() => removed.mutate(member.user)} />
                      </Group>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        {mayAdminister && (
          <form
            onSubmit={(event: FormEvent) => {
              event.preventDefault();
              invited.mutate();
            }}
          >
            <Group align="end">
              <TextInput label={t("members.name")} value={name} required maxLength={64} onChange={(event) => setName(event.currentTarget.value)} />
              <Select label={t("settings.role")} data={roles} value={role} allowDeselect={false} onChange={(to) => to && setRole(to as Role)} />
              <Button type="submit" loading={invited.isPending}>
                {t("members.invite")}
              </Button>
            </Group>
          </form>
        )}
      </Stack>
    </Card>
  );
}
