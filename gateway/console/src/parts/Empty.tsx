import { Card, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icons";

/** Nothing is there yet: what to do first. */
export function Empty({
  icon,
  title,
  order = 2,
  children,
}: {
  icon: IconName;
  title: string;
  /** 1 where it is all that the page has. */
  order?: 1 | 2;
  children: ReactNode;
}) {
  return (
    <Card py="xl">
      <Stack align="center" gap="sm" maw={640} mx="auto" ta="center">
        <ThemeIcon size={48} radius="xl" variant="light">
          <Icon name={icon} size={26} />
        </ThemeIcon>
        <Title order={order} style={{ overflowWrap: "anywhere" }}>{title}</Title>
        {typeof children === "string" ? <Text c="dimmed">{children}</Text> : children}
      </Stack>
    </Card>
  );
}
