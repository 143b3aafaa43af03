import { ActionIcon, Box, Code, CopyButton, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Icon } from "./icons";

export function CopyIcon({ text, what }: { text: string; what?: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={text} timeout={1_500}>
      {({ copied, copy }) => (
        <ActionIcon
          variant="subtle"
          color={copied ? "teal" : "gray"}
          size="sm"
          title={copied ? t("copy.done") : t("copy.do")}
          onClick={(event) => {
            event.preventDefault();
            event.stopPropagation();
            copy();
          }}
          aria-label={what ? `${t("copy.do")}: ${what}` : t("copy.do")}
        >
          <Icon name={copied ? "check" : "copy"} size={15} />
        </ActionIcon>
      )}
    </CopyButton>
  );
}

/** An id or an address: in one width, with a button to copy it; the whole of it where the pointer rests if it is shown in part. */
export function Copyable({ text, what, shown = text }: { text: string; what?: string; shown?: string }) {
  return (
    <Group gap={2} wrap="nowrap" component="span" display="inline-flex">
      <Text span ff="monospace" fz="sm" {...(shown !== text && { title: text })} style={{ overflowWrap: "anywhere" }}>
        {shown}
      </Text>
      <CopyIcon text={text} {...(what && { what })} />
    </Group>
  );
}

/** Commands to paste. */
export function CodeBlock({ text, label, mah = 360 }: { text: string; label: string; mah?: number }) {
  return (
    <Box pos="relative">
      <Code block tabIndex={0} role="region" aria-label={label} mah={mah} pr={40} bg="light-dark(var(--mantine-color-gray-1), var(--mantine-color-dark-8))" style={{ overflow: "auto" }}>
        {text}
      </Code>
      <Box pos="absolute" top={6} right={0} px={6} bg="light-dark(var(--mantine-color-gray-1), var(--mantine-color-dark-8))">
        <CopyIcon text={text} what={label} />
      </Box>
    </Box>
  );
}
