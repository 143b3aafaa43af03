import { Alert, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useConnection } from "../api/connection";
import { Icon } from "../parts/icons";
import { useNow } from "../parts/Moment";

const TRY_MILLIS = 2_000;

/** Shows that figures are old, and asks again until the gateway answers. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const { lostSince, slow } = useConnection();
  const queries = useQueryClient();
  const now = useNow(lostSince === null ? null : 1_000);
  useEffect(() => {
    if (lostSince === null) {
      return;
    }
    const timer = setInterval(() => void queries.refetchQueries({ type: "active" }), TRY_MILLIS);
    return () => clearInterval(timer);
  }, [lostSince, queries]);
  if (lostSince !== null) {
    return (
      <Alert color="red" variant="filled" mb="md" icon={<Icon name="warning" />} role="alert" title={t("connection.lost")}>
        {t("connection.lostText", { seconds: Math.max(0, Math.round((now - lostSince) / 1_000)) })}
      </Alert>
    );
  }
  return slow > 0 ? (
    <Alert color="yellow" variant="light" mb="md" py={6} icon={<Icon name="clock" />} role="status">
      <Text fz="sm">{t("connection.slow")}</Text>
    </Alert>
  ) : null;
}
