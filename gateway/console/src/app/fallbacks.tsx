import { Center, Loader, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Failure } from "../parts/Failure";
import { ButtonLink } from "../parts/links";
import { useTitle } from "../parts/Page";

export function NotFound() {
  const { t } = useTranslation();
  useTitle(t("notFound.title"));
  return (
    <Stack align="start">
      <Title>{t("notFound.title")}</Title>
      <Text c="dimmed">{t("notFound.text")}</Text>
      <ButtonLink to="/">{t("nav.overview")}</ButtonLink>
    </Stack>
  );
}

export function PagePending() {
  const { t } = useTranslation();
  return (
    <Center mih={200}>
      <Loader aria-label={t("loading")} />
    </Center>
  );
}

export function PageFailure({ error, reset }: { error: unknown; reset?: () => void }) {
  return <Failure error={error} retry={reset} />;
}
