import { Card, Group, Loader, Stack, Text, ThemeIcon } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { checkpointsQuery, historyQuery, publicKeyQuery } from "../api/queries";
import { CopyIcon } from "../parts/Copy";
import { Icon } from "../parts/icons";
import { checkChain, checkCheckpoints, type Finding } from "./proof";

/** The history of one accelerator, checked in this browser: no service is asked whether it is right. */
export function ProofCard({ id }: { id: string }) {
  const { t } = useTranslation();
  const events = useQuery(historyQuery(id)).data;
  const checkpoints = useQuery(checkpointsQuery).data;
  const pem = useQuery(publicKeyQuery).data;
  const head = events?.at(-1)?.hash;
  const chain = useQuery({
    queryKey: ["proof", "chain", id, events?.length, head],
    queryFn: () => checkChain(id, events ?? []),
    enabled: events !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const signatures = useQuery({
    queryKey: ["proof", "checkpoints", id, head, checkpoints?.length, pem],
    queryFn: () => checkCheckpoints(id, events ?? [], checkpoints ?? [], pem ?? ""),
    enabled: events !== undefined && checkpoints !== undefined && pem !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (typeof crypto.subtle === "undefined") {
    return (
      <Card>
        <Text fz="sm">{t("proof.insecure")}</Text>
      </Card>
    );
  }
  const last = events?.length ?? 0;
  return (
    <Card data-proof={verdict()}>
      <Text fw={600} mb={6}>
        {t("proof.title")}
      </Text>
      <Stack gap="xs">
        <Line
          good={chain.data ? chain.data.finding === null : chain.error ? false : null}
          text={
            chain.data?.finding
              ? finding(chain.data.finding)
              : (chain.error?.message ?? (chain.data ? t("proof.chain", { count: chain.data.events }) : t("proof.checking")))
          }
        />
        <Line
          good={signatures.data ? (signatures.data.finding ? false : signatures.data.signed > 0 ? true : null) : signatures.error ? false : null}
          waiting={!signatures.data && !signatures.error}
          text={
            signatures.data?.finding
              ? finding(signatures.data.finding)
              : (signatures.error?.message ??
                (signatures.data
                  ? signatures.data.signed > 0 && signatures.data.covered === 0
                    ? t("proof.notYet", { count: signatures.data.signed })
                    : signatures.data.signed > 0
                    ? t("proof.signed", { count: signatures.data.signed, covered: signatures.data.covered, last })
                    : signatures.data.checkpoints === 0
                      ? t("proof.noCheckpoint")
                      : t("proof.redacted")
                  : t("proof.checking")))
          }
        />
        {head && (
          <Group gap={4} wrap="nowrap">
            <Text fz="xs" c="dimmed" ff="monospace" truncate title={head}>
              {t("proof.head")} {head}
            </Text>
            <CopyIcon text={head} what={t("proof.head")} />
          </Group>
        )}
        <Text fz="xs" c="dimmed">
          {t("proof.how")}
        </Text>
      </Stack>
    </Card>
  );

  function verdict(): "good" | "bad" | "checking" {
    if (chain.data?.finding || signatures.data?.finding || chain.error || signatures.error) {
      return "bad";
    }
    return chain.data && signatures.data ? "good" : "checking";
  }

  function finding({ kind, at }: Finding): string {
    return t(`proof.finding.${kind}`, { at });
  }
}

function Line({ good, text, waiting = good === null }: { good: boolean | null; text: string; waiting?: boolean }) {
  return (
    <Group gap="xs" wrap="nowrap" align="start" role={good === false ? "alert" : undefined}>
      {waiting ? (
        <Loader size={20} />
      ) : (
        <ThemeIcon size={20} radius="xl" color={good === false ? "red" : good ? "teal" : "gray"}>
          <Icon name={good === false ? "cross" : good ? "check" : "info"} size={13} />
        </ThemeIcon>
      )}
      <Text fz="sm" {...(good === false && { c: "red", fw: 600 })}>
        {text}
      </Text>
    </Group>
  );
}
