import { Box, Group, ScrollArea, Stack, Tabs, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Refusal } from "../../api/problem";
import { acceleratorQuery } from "../../api/queries";
import type { Accelerator } from "../../api/types";
import { Copyable } from "../../parts/Copy";
import { Empty } from "../../parts/Empty";
import { AnchorLink, ButtonLink } from "../../parts/links";
import { Loaded } from "../../parts/Loaded";
import { Moment } from "../../parts/Moment";
import { useTitle } from "../../parts/Page";
import { useRegionName } from "../../parts/regions";
import { Conditions, StateBadge } from "../../parts/State";
import { conditionTone } from "../../parts/state";
import { ConfirmationBanner } from "../change/ConfirmationBanner";

const route = getRouteApi("/accelerators/$id");
const TABS = ["topology", "traffic", "configuration", "health", "flows", "history", "cost", "yaml", "verify"] as const;

/** On a telephone the tabs are wider than the page. */
const intoSight = (tab: HTMLElement | null) => tab?.scrollIntoView({ block: "nearest", inline: "center" });

export function AcceleratorPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const query = useQuery(acceleratorQuery(id));
  useTitle(query.data?.name || id);
  const one = query.data;
  if (!one && query.error instanceof Refusal && query.error.status === 404) {
    return <Missing id={id} />;
  }
  return (
    <>
      <AnchorLink to="/accelerators" fz="sm" c="dimmed">
        ← {t("nav.accelerators")}
      </AnchorLink>
      <Group gap="sm" mt={4} mb={4}>
        <Title>{one?.name || id}</Title>
        {one && <StateBadge accelerator={one} />}
      </Group>
      <Loaded query={query}>{(found) => <Whole id={id} one={found} />}</Loaded>
    </>
  );
}

function Missing({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <Empty icon="accelerators" title={t("accelerator.missing", { id })} order={1}>
      <Text c="dimmed">{t("accelerator.missingText")}</Text>
      <ButtonLink to="/accelerators">{t("nav.accelerators")}</ButtonLink>
    </Empty>
  );
}

function Whole({ id, one }: { id: string; one: Accelerator }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const tab = path.split("/")[3] || "topology";
  const regionName = useRegionName();
  return (
    <Stack gap="md">
      <Box>
        <Group gap="lg" style={{ rowGap: 2 }}>
          <Copyable text={id} what="id" />
          {(one.regions ?? []).map((region) => (
            <Group gap={6} key={region.region}>
              <Text fz="sm" c="dimmed">
                {regionName(region.region)}
              </Text>
              {[region.acceleratedIp, region.acceleratedIpv4].map(
                (address) => address && <Copyable key={address} text={address} what={t("accelerators.address")} />,
              )}
            </Group>
          ))}
          <Text fz="sm" c="dimmed">
            {t("accelerator.revision", { revision: one.revision })} · <Moment at={one.occurredAt} age />
          </Text>
        </Group>
        {(one.conditions ?? []).some((condition) => conditionTone(condition) !== "good") && (
          <Box mt="xs">
            <Conditions conditions={one.conditions ?? []} />
          </Box>
        )}
      </Box>
      <ConfirmationBanner accelerator={one} />
      <Tabs
        value={tab}
        onChange={(to) =>
          void navigate({ to: to === "topology" ? "/accelerators/$id" : `/accelerators/$id/${to as "yaml"}`, params: { id } })
        }
        keepMounted={false}
      >
        <ScrollArea type="never">
          <Tabs.List style={{ flexWrap: "nowrap", width: "max-content", minWidth: "100%" }} aria-label={one.name || id}>
            {TABS.map((name) => (
              <Tabs.Tab key={name} value={name} style={{ flexShrink: 0 }} {...(name === tab && { ref: intoSight })}>
                {t(`accelerator.tab.${name}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </ScrollArea>
        <Tabs.Panel value={tab} pt="md">
          <Outlet />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

/** The accelerator of the page, which is there by then. */
export function useAccelerator(): { id: string; accelerator: Accelerator } {
  const { id } = route.useParams();
  const { data } = useQuery(acceleratorQuery(id));
  return { id, accelerator: data ?? {} };
}
