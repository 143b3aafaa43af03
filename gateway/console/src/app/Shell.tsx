import {
  ActionIcon,
  Anchor,
  AppShell,
  Box,
  Burger,
  Button,
  Group,
  Kbd,
  Stack,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "../api/live";
import { chooseLanguage, type Language, LANGUAGES } from "../i18n";
import { signOut, useRights } from "../identity/identity";
import { Icon, type IconName } from "../parts/icons";
import { ButtonLink, NavigationLink, PlainLink } from "../parts/links";
import { ConnectionBanner } from "./ConnectionBanner";
import classes from "./Shell.module.css";

const Finder = lazy(() => import("./Finder").then(({ Finder: component }) => ({ default: component })));

const PAGES = [
  { to: "/", name: "overview", icon: "overview" },
  { to: "/accelerators", name: "accelerators", icon: "accelerators" },
  { to: "/relays", name: "relays", icon: "relays" },
  { to: "/orders", name: "orders", icon: "orders" },
  { to: "/audit", name: "audit", icon: "audit" },
  { to: "/settings", name: "settings", icon: "settings" },
] as const satisfies { to: string; name: string; icon: IconName }[];

/** For operators. */
const CATALOG = { to: "/catalog", name: "catalog", icon: "book" } as const;

export function Shell() {
  const { t } = useTranslation();
  useLive();
  const [opened, { toggle, close }] = useDisclosure();
  const { me, mayChange } = useRights();
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(close, [path]);
  const [finding, setFinding] = useState(0);
  const find = () => setFinding((times) => times + 1);
  useHotkeys([
    ["mod+K", find],
    ["/", find],
  ]);
  return (
    <AppShell
      header={{ height: 54 }}
      navbar={{ width: 236, breakpoint: "sm", collapsed: { mobile: !opened } }}
      padding={{ base: "sm", sm: "lg" }}
    >
      <a className={classes["skip"]} href="#content">
        {t("shell.skip")}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t("shell.menu")} />
            <PlainLink to="/" aria-label="Sixlane">
              <Group gap={8} wrap="nowrap">
                <Logo />
                <Text fw={700} fz="lg" lts={-0.3} visibleFrom="xs">
                  Sixlane
                </Text>
              </Group>
            </PlainLink>
          </Group>
          <Group gap={6} wrap="nowrap">
            <Button
              variant="default"
              size="compact-md"
              c="dimmed"
              fw={400}
              leftSection={<Icon name="search" size={15} />}
              rightSection={
                <Kbd size="xs" visibleFrom="sm">
                  Ctrl K
                </Kbd>
              }
              onClick={find}
              miw={{ base: 0, sm: 240 }}
              styles={{ label: { flexGrow: 1, textAlign: "left" } }}
            >
              {t("shell.find")}
            </Button>
            <LanguageToggle />
            <SchemeToggle />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={t("shell.navigation")}>
        <AppShell.Section>
          {mayChange && (
            <ButtonLink to="/create" fullWidth mb="sm" px="xs" leftSection={<Icon name="plus" />}>
              {t("nav.create")}
            </ButtonLink>
          )}
        </AppShell.Section>
        <AppShell.Section grow>
          {(me.role === "OPERATOR" ? [...PAGES.slice(0, -1), CATALOG, ...PAGES.slice(-1)] : PAGES).map(({ to, name, icon }) => (
            <NavigationLink
              key={to}
              to={to}
              label={t(`nav.${name}`)}
              leftSection={<Icon name={icon} />}
              active={to === "/" ? path === "/" : path.startsWith(to)}
              className={classes["link"] ?? ""}
            />
          ))}
        </AppShell.Section>
        <AppShell.Section>
          <Stack gap={4} px="sm" py="xs">
            <Anchor href="/docs" target="_blank" fz="sm" c="dimmed">
              <Group gap={8}>
                <Icon name="book" size={16} />
                {t("shell.docs")}
              </Group>
            </Anchor>
            <Text fz="xs" c="dimmed">
              {me.name} · {t("shell.account", { account: me.account })}
            </Text>
            {me.user !== "" && (
              <Button variant="subtle" color="gray" size="compact-xs" onClick={() => void signOut()} style={{ alignSelf: "start" }} ml={-8}>
                {t("shell.signOut")}
              </Button>
            )}
          </Stack>
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes["main"] ?? ""}>
        <Box maw={1680} mx="auto">
          <ConnectionBanner />
          <Outlet />
        </Box>
      </AppShell.Main>
      {finding > 0 && (
        <Suspense>
          <Finder asked={finding} />
        </Suspense>
      )}
    </AppShell>
  );
}

function Logo() {
  return (
    <svg width="26" height="26" viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="var(--mantine-primary-color-filled)" />
      <path d="M5 8h14M5 12h14M5 16h14" stroke="white" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}

/** With two languages, a button for the other one, in its own words. */
function LanguageToggle() {
  const { i18n } = useTranslation();
  const other: Language = i18n.language === "zh" ? "en" : "zh";
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-md"
      px={8}
      lang={other === "zh" ? "zh-CN" : "en"}
      onClick={() => void chooseLanguage(other)}
    >
      {LANGUAGES[other]}
    </Button>
  );
}

function SchemeToggle() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const other = scheme === "dark" ? "light" : "dark";
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      title={t(`shell.${other}`)}
      aria-label={t(`shell.${other}`)}
      onClick={() => setColorScheme(other)}
    >
      <Icon name={scheme === "dark" ? "sun" : "moon"} />
    </ActionIcon>
  );
}
