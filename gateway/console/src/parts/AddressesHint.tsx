import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRegions } from "./regions";

/** Below a choice of regions: why some cannot be taken, and how an operator changes that. */
export function AddressesHint({ addressed }: { addressed: ReadonlySet<string> | null }) {
  const { t } = useTranslation();
  const regions = useRegions();
  return addressed !== null && regions.some(({ code = "" }) => !addressed.has(code)) ? (
    <Text fz="xs" c="dimmed">
      {t("area.addressesHint")}{" "}
      <Anchor href="/docs/how-to/add-a-region" target="_blank" inherit underline="always">
        {t("area.addressesDocs")}
      </Anchor>
    </Text>
  ) : null;
}
