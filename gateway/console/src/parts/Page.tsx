import { Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";

/** A page's head: its name, what it shows, and its actions. */
export function PageHead({
  title,
  text,
  children,
}: {
  title: string;
  text?: ReactNode;
  children?: ReactNode;
}) {
  useTitle(title);
  return (
    <Group justify="space-between" align="end" mb="md" gap="sm">
      <Stack gap={2}>
        <Title>{title}</Title>
        {text && (
          <Text c="dimmed" fz="sm" maw={760}>
            {text}
          </Text>
        )}
      </Stack>
      <Group gap="sm">{children}</Group>
    </Group>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Sixlane`;
  }, [title]);
}
