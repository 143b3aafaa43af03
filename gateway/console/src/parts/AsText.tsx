import { Accordion, SegmentedControl, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CodeBlock } from "./Copy";
import { curlOf } from "./curl";
import { yamlOf } from "./yaml";

/** What a form sends, as a command and as YAML. */
export function AsText({
  method,
  path,
  body,
  headers = {},
}: {
  method: string;
  path: string;
  body?: object | undefined;
  headers?: Record<string, string>;
}) {
  const { t } = useTranslation();
  const [form, setForm] = useState("curl");
  return (
    <Accordion variant="contained" chevronPosition="left">
      <Accordion.Item value="text">
        <Accordion.Control>{t("form.asText")}</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="xs" align="start">
            {body && <SegmentedControl size="xs" data={["curl", "YAML"]} value={form} onChange={setForm} aria-label={t("form.asText")} />}
            <div style={{ width: "100%" }}>
              <CodeBlock text={form === "curl" || !body ? curlOf(method, path, body, headers) : yamlOf(body)} label={form} />
            </div>
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
