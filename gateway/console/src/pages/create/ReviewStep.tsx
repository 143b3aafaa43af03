import { Alert, Button, Card, Grid, Group, Stack, Text } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, read } from "../../api/client";
import { Refusal } from "../../api/problem";
import { acceleratorQuery, convergenceQuery } from "../../api/queries";
import type { Accelerator, Forecast } from "../../api/types";
import { RefusedFields, TextField } from "../../forms/fields";
import { AsText } from "../../parts/AsText";
import { Failure } from "../../parts/Failure";
import { Icon } from "../../parts/icons";
import { Verify } from "../accelerator/Verify";
import { ForecastView } from "../change/Forecast";
import { Lanes, useArrivals } from "../change/Lanes";
import type { StepProps } from "./Create";
import { dropDraft, nameSchema } from "./draft";
import { StepForm } from "./StepForm";
import { Total } from "./Total";
import { useBody } from "./useBody";

/** Step 6: what will be made, by a dry run; then the commands that prove it. */
export function ReviewStep({ kept, keep, back, onMade }: StepProps & { onMade: (acceleratorId: string) => void }) {
  const { t } = useTranslation();
  const body = useBody(kept.draft, 6);
  const queries = useQueryClient();
  const onChange = useCallback((values: { name: string }) => keep((draft) => ({ ...draft, named: values })), [keep]);
  const dryRun = useQuery({
    queryKey: ["forecast", "create", body],
    queryFn: ({ signal }) => read(api.POST("/v1/accelerators", { params: { query: { dryRun: true } }, body, signal })) as Promise<Forecast>,
    enabled: kept.acceleratorId === undefined,
    placeholderData: keepPreviousData,
    retry: false,
    refetchInterval: 15_000,
  });
  const sentAt = useRef<number>(null);
  const create = useMutation({
    mutationFn: () => {
      sentAt.current = performance.now();
      return read(api.POST("/v1/accelerators", { params: { header: { "Idempotency-Key": kept.key } }, body })) as Promise<Accelerator>;
    },
    onSuccess: (made) => {
      onMade(made.id ?? "");
      void queries.invalidateQueries({ queryKey: ["accelerators"] });
    },
  });
  if (kept.acceleratorId) {
    return <Created id={kept.acceleratorId} revision={create.data?.revision} since={sentAt.current} />;
  }
  return (
    <StepForm
      title={t("create.step.review")}
      text={t("review.text")}
      schema={nameSchema}
      values={kept.draft.named}
      onChange={onChange}
      onNext={() => create.mutate()}
      back={back}
      nextLabel={create.isPending ? t("review.creating") : t("review.create")}
      canGoOn={!create.isPending && dryRun.data !== undefined && !dryRun.isPlaceholderData && !dryRun.error}
      side={
        <>
          <Total purchase={kept.draft.purchase} />
          <Card padding="lg">
            <Text component="h2" fw={650} fz="lg" mb="sm">
              {t("review.dryRun")}
            </Text>
            {dryRun.error ? <Failure error={dryRun.error} retry={() => void dryRun.refetch()} /> : dryRun.data ? <ForecastView forecast={dryRun.data} /> : <Text c="dimmed">{t("loading")}</Text>}
          </Card>
        </>
      }
    >
      {() => (
        <RefusedFields.Provider value={{ prefix: "/", fields: dryRun.error instanceof Refusal ? dryRun.error.fields : {} }}>
          {create.error && <Failure error={create.error} />}
          <TextField name="name" label={t("review.name")} description={t("review.nameHint")} />
          <AsText method="POST" path="/v1/accelerators" body={body} headers={{ "Idempotency-Key": kept.key }} />
        </RefusedFields.Provider>
      )}
    </StepForm>
  );
}

/** With the way to each relay, unless the page was loaded again meanwhile: then the time of the click is not known. */
function Created({ id, revision, since }: { id: string; revision: number | undefined; since: number | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const accelerator = useQuery(acceleratorQuery(id));
  const convergence = useQuery(convergenceQuery(id)).data;
  const arrivals = useArrivals(id);
  const [probe, setProbe] = useState<string>();
  return (
    <Grid>
      <Grid.Col span={{ base: 12, lg: 9 }}>
        <Stack>
          <Alert color={convergence?.programmed ? "teal" : "yellow"} icon={<Icon name={convergence?.programmed ? "check" : "clock"} />} title={convergence?.programmed ? t("review.runs") : t("review.arriving")} role="status">
            <Text fz="sm">{convergence?.programmed ? t("review.runsText") : (convergence?.late ?? []).join("; ")}</Text>
          </Alert>
          {revision !== undefined && since !== null && (
            <Card>
              <Lanes arrivals={arrivals} revision={revision} since={since} />
            </Card>
          )}
          {accelerator.error && <Failure error={accelerator.error} />}
          {accelerator.data && <Verify accelerator={accelerator.data} probe={probe} onProbe={setProbe} />}
          <Group>
            <Button
              onClick={() => {
                dropDraft();
                void navigate({ to: "/accelerators/$id", params: { id } });
              }}
            >
              {t("review.open")}
            </Button>
            <Button
              variant="default"
              onClick={() => {
                dropDraft();
                window.location.assign("/create/1");
              }}
            >
              {t("review.another")}
            </Button>
          </Group>
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
