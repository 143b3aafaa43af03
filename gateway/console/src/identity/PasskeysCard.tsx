import { Button, Card, Group, Stack, Table, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure } from "../parts/Failure";
import { Unavailable } from "../parts/Loaded";
import { Moment } from "../parts/Moment";
import { TrashButton } from "../parts/TrashButton";
import { mayRegister, passkeysQuery, registerPasskey, removePasskey } from "./passkeys";

/** The user's own passkeys, which sign in without a link. */
export function PasskeysCard() {
  const { t } = useTranslation();
  const passkeys = useQuery(passkeysQuery);
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const refresh = () => void queries.invalidateQueries({ queryKey: ["passkeys"] });
  const added = useMutation({ mutationFn: () => registerPasskey(name.trim()), onSuccess: () => setName(""), onSettled: refresh });
  const removed = useMutation({ mutationFn: removePasskey, onSettled: refresh });
  if (!passkeys.data) {
    return <Unavailable query={passkeys} />;
  }
  // The user closed the browser's window: nothing went wrong.
  const error = added.error instanceof DOMException && added.error.name === "NotAllowedError" ? removed.error : (added.error ?? removed.error);
  return (
    <Card>
      <Text component="h2" fw={600}>
        {t("passkeys.title")}
      </Text>
      <Text fz="sm" c="dimmed" mb="sm">
        {t("passkeys.text")}
      </Text>
      <Stack>
        {error && <Failure error={error} />}
        {passkeys.data.length > 0 && (
          <Table.ScrollContainer minWidth={420}>
            <Table aria-label={t("passkeys.title")}>
              <Table.Thead>
                <Table.Tr>
                  {[t("accelerators.name"), t("passkeys.created"), t("tokens.lastUsed"), ""].map((head) => (
                    <Table.Th key={head} fz="xs" c="dimmed">
                      {head}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {passkeys.data.map((passkey) => (
                  <Table.Tr key={passkey.id}>
                    <Table.Td>
                      <Text fz="sm" fw={600}>
                        {passkey.name}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Moment at={passkey.createdAt} age />
                    </Table.Td>
                    <Table.Td>
                      <Moment at={passkey.lastUsedAt} age />
                    </Table.Td>
                    <Table.Td ta="right">
                      <TrashButton verb={t("passkeys.remove")} of={passkey.name} loading={removed.isPending} onConfirmed={() => removed.mutate(passkey.id)} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
        {mayRegister() && (
          <form
            onSubmit={(event: FormEvent) => {
              event.preventDefault();
              added.mutate();
            }}
          >
            <Group align="end">
              <TextInput label={t("passkeys.name")} placeholder={t("passkeys.nameHint")} value={name} required maxLength={64} onChange={(event) => setName(event.currentTarget.value)} />
              <Button type="submit" loading={added.isPending}>
                {t("passkeys.add")}
              </Button>
            </Group>
          </form>
        )}
      </Stack>
    </Card>
  );
}
