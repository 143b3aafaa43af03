import { Card, Progress, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { quotasQuery } from "../../api/queries";
import { useRights } from "../../identity/identity";
import { Members } from "../../identity/Members";
import { PasskeysCard } from "../../identity/PasskeysCard";
import { Tokens } from "../../identity/Tokens";
import { Figure } from "../../parts/Figure";
import { formatCount } from "../../parts/format";
import { Loaded } from "../../parts/Loaded";
import { PageHead } from "../../parts/Page";

/** The account: who uses it, and how much of its quotas is used. */
export function Settings() {
  const { t } = useTranslation();
  const rights = useRights();
  return (
    <Stack>
      <PageHead title={t("nav.settings")} text={t("settings.text")} />
      <SimpleGrid cols={{ base: 1, sm: 2, md: 4 }}>
        <Figure name={t("settings.user")} value={rights.me.name} />
        <Figure name={t("settings.account")} value={rights.me.account} />
        <Figure name={t("settings.role")} value={t(`role.${rights.me.role}`)} />
      </SimpleGrid>
      <PasskeysCard />
      <Members />
      {rights.mayAdminister && <Tokens />}
      <Card>
        <Text component="h2" fw={600} mb="sm">
          {t("settings.quotas")}
        </Text>
        <Loaded query={useQuery(quotasQuery)}>
          {({ items = [] }) => (
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="lg">
              {items.map((quota) => {
                const share = quota.limit ? (100 * (quota.used ?? 0)) / quota.limit : 0;
                return (
                  <Stack key={quota.name} gap={4}>
                    <Text fz="sm" fw={600}>
                      {t(`quota.${quota.name}`, { defaultValue: quota.name ?? "" })}
                    </Text>
                    {quota.used !== undefined && quota.used !== null && <Progress value={share} color={share > 90 ? "red" : "lane"} aria-label={quota.name ?? ""} />}
                    <Text fz="xs" c="dimmed">
                      {quota.used === undefined || quota.used === null ? t("settings.limit", { limit: formatCount(quota.limit) }) : t("settings.used", { used: formatCount(quota.used), limit: formatCount(quota.limit) })}
                    </Text>
                  </Stack>
                );
              })}
            </SimpleGrid>
          )}
        </Loaded>
      </Card>
    </Stack>
  );
}
