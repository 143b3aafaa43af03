import { Alert, Anchor, Button, Group, List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Refusal, Unreachable } from "../api/problem";
import { CopyIcon } from "./Copy";
import { Icon } from "./icons";

/** What went wrong, where, and what to quote when asking for help. */
export function Failure({
  error,
  retry,
  shownFields = [],
}: {
  error: unknown;
  retry?: (() => void) | undefined;
  /** Pointers whose details are beside their inputs already. */
  shownFields?: string[];
}) {
  const { t } = useTranslation();
  const refusal = error instanceof Refusal ? error : null;
  const fields = Object.entries(refusal?.fields ?? {}).filter(
    ([pointer]) => !shownFields.includes(pointer),
  );
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<Icon name="warning" />}
      title={
        error instanceof Unreachable ? t("failure.unreachable") : (refusal?.problem.title ?? t("failure.title"))
      }
    >
      <Text fz="sm">{error instanceof Error ? error.message : String(error)}</Text>
      {fields.length > 0 && (
        <List fz="sm" mt={6}>
          {fields.map(([pointer, detail]) => (
            <List.Item key={pointer}>
              <Text span ff="monospace" fz="xs">
                {pointer}
              </Text>{" "}
              {detail}
            </List.Item>
          ))}
        </List>
      )}
      <Group gap="sm" mt={8}>
        {retry && (
          <Button size="compact-sm" variant="default" onClick={retry}>
            {t("failure.retry")}
          </Button>
        )}
        {refusal?.problem.type?.startsWith("/problems/") && (
          <Anchor fz="sm" href={refusal.problem.type} target="_blank">
            {t("failure.explain")}
          </Anchor>
        )}
        {refusal?.requestId && (
          <Group gap={4}>
            <Text fz="xs" c="dimmed">
              {t("failure.requestId")}{" "}
              <Text span ff="monospace" fz="xs">
                {refusal.requestId}
              </Text>
            </Text>
            <CopyIcon text={refusal.requestId} what={t("failure.requestId")} />
          </Group>
        )}
      </Group>
    </Alert>
  );
}
