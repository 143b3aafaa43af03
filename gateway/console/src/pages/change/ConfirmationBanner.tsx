import { Alert, Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, read } from "../../api/client";
import type { Accelerator } from "../../api/types";
import { useRights } from "../../identity/identity";
import { Failure } from "../../parts/Failure";
import { Icon } from "../../parts/icons";
import { useNow } from "../../parts/Moment";
import { countdown } from "../../parts/time";
import { make } from "./proposal";

/** A change that takes itself back: the time left, and both ways out. It comes from the service, so a reload keeps it. */
export function ConfirmationBanner({ accelerator }: { accelerator: Accelerator }) {
  return <Countdown accelerator={accelerator} />;
}

export function Countdown({ accelerator }: { accelerator: Accelerator }) {
  const { t } = useTranslation();
  const me = useRights();
  const { confirmation, id = "", revision = 0 } = accelerator;
  const deadline = Date.parse(confirmation?.deadline ?? "");
  const now = useNow(confirmation ? 250 : null);
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: ["accelerators"] });
  const confirm = useMutation({
    mutationFn: () => read(api.POST("/v1/accelerators/{id}/confirm", { params: { path: { id } } })),
    onSettled: refresh,
  });
  const takeBack = useMutation({
    mutationFn: () => make(id, { kind: "rollback", toRevision: confirmation?.revertTo ?? 0 }, { revision }),
    onSettled: refresh,
  });
  if (!confirmation) {
    return null;
  }
  const error = confirm.error ?? takeBack.error;
  return (
    <Alert color="yellow" icon={<Icon name="clock" />} role="status" title={t("confirmation.title", { left: countdown(deadline, now) })}>
      <Text fz="sm">{t("confirmation.text", { revision: confirmation.revertTo })}</Text>
      {me.mayChange && (
        <Group mt="xs">
          <Button size="xs" loading={confirm.isPending} disabled={takeBack.isPending} onClick={() => confirm.mutate()}>
            {t("confirmation.confirm")}
          </Button>
          <Button size="xs" variant="default" loading={takeBack.isPending} disabled={confirm.isPending} onClick={() => takeBack.mutate()}>
            {t("confirmation.takeBack")}
          </Button>
        </Group>
      )}
      {error && <Failure error={error} />}
    </Alert>
  );
}
