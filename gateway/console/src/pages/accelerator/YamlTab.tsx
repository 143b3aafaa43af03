import { SegmentedControl, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CodeBlock } from "../../parts/Copy";
import { curlOf } from "../../parts/curl";
import { yamlOf } from "../../parts/yaml";
import { useAccelerator } from "./AcceleratorPage";

const FORMS = ["YAML", "JSON", "curl"] as const;

export function YamlTab() {
  const { t } = useTranslation();
  const { id, accelerator } = useAccelerator();
  const [form, setForm] = useState<string>("YAML");
  const text =
    form === "YAML"
      ? yamlOf(accelerator)
      : form === "JSON"
        ? JSON.stringify(accelerator, null, 2)
        : curlOf("GET", `/v1/accelerators/${id}`);
  return (
    <Stack align="start">
      <SegmentedControl data={[...FORMS]} value={form} onChange={setForm} aria-label={t("accelerator.tab.yaml")} />
      <div style={{ width: "100%" }}>
        <CodeBlock text={text} label={form} mah={900} />
      </div>
    </Stack>
  );
}
