import { Alert, Button, Card, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "../../api/client";
import { useRights } from "../../identity/identity";
import { Failure } from "../../parts/Failure";
import { Icon } from "../../parts/icons";

/** For operators: a relay that is lost or stolen keeps neither password nor rights. Asks before. */
export function ShutOut({ relayId }: { relayId: string }) {
  const { t } = useTranslation();
  const { me } = useRights();
  const [asked, setAsked] = useState(false);
  const removed = useMutation({
    mutationFn: () => read(api.DELETE("/v1/relays/{relayId}", { params: { path: { relayId } } })),
    onSuccess: () => setAsked(false),
  });
  if (me.role !== "OPERATOR") {
    return null;
  }
  return (
    <Card>
      <Group justify="space-between">
        <Text component="h2" fw={600}>
          {t("relays.shutOut")}
        </Text>
        {!asked && (
          <Button size="compact-sm" variant="subtle" color="red" leftSection={<Icon name="trash" size={15} />} onClick={() => setAsked(true)}>
            {t("relays.shutOut")}
          </Button>
        )}
      </Group>
      <Text fz="sm" c="dimmed">
        {t("relays.shutOutText")}
      </Text>
      {removed.isSuccess && (
        <Alert color="teal" icon={<Icon name="check" />} role="status" mt="sm" title={t("relays.isShutOut", { relay: relayId })} />
      )}
      {removed.error && <Failure error={removed.error} />}
      {asked && (
        <Alert color="red" icon={<Icon name="warning" />} mt="sm" title={t("relays.shutOutAsk", { relay: relayId })}>
          <Group gap="sm">
            <Button size="xs" color="red" loading={removed.isPending} onClick={() => removed.mutate()}>
              {t("relays.shutOutNow")}
            </Button>
            <Button size="xs" variant="default" onClick={() => setAsked(false)}>
              {t("form.cancel")}
            </Button>
          </Group>
        </Alert>
      )}
    </Card>
  );
}
