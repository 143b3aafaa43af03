import { Card, Stack, Text } from "@mantine/core";

/** One number with its name. */
export function Figure({
  name,
  value,
  hint,
  bad = false,
  plain = false,
}: {
  name: string;
  value: string;
  hint?: string | undefined;
  bad?: boolean;
  /** Without a card of its own. */
  plain?: boolean;
}) {
  const figure = (
    <Stack gap={0}>
      <Text fz="xs" c="dimmed">
        {name}
      </Text>
      <Text fz={plain ? "sm" : "lg"} fw={600} {...(bad && { c: "red" })} style={{ fontVariantNumeric: "tabular-nums" }}>
        {value}
      </Text>
      {hint && (
        <Text fz="xs" c="dimmed">
          {hint}
        </Text>
      )}
    </Stack>
  );
  return plain ? figure : <Card py="xs">{figure}</Card>;
}
