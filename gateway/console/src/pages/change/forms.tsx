import { zodResolver } from "@hookform/resolvers/zod";
import { Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type DefaultValues, type FieldValues, FormProvider, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import * as z from "zod/mini";
import type { Accelerator, Change, EndpointGroup, Listener, Schemas } from "../../api/types";
import { NumberField, SelectField, TextField } from "../../forms/fields";
import { EndpointFields, GroupFields, ListenerFields } from "../../forms/groups";
import {
  chosenText,
  displayName,
  changesOfEndpoint,
  changesOfGroup,
  changesOfListener,
  draftOfEndpoint,
  draftOfGroup,
  draftOfListener,
  endpointBody,
  endpointSchema,
  groupBody,
  groupSchema,
  listenerBody,
  listenerSchema,
  NEW_ENDPOINT,
  NEW_GROUP,
  NEW_LISTENER,
  positive,
} from "../../forms/model";
import { AddressesHint } from "../../parts/AddressesHint";
import { useAddressedRegions, useRegionOptions, useRegions } from "../../parts/regions";
import { ChangeDrawer } from "./ChangeDrawer";

/** What is being changed; each has a form of its own. */
export type Task =
  | { kind: "rename" }
  | { kind: "addRegion" }
  | { kind: "changeRegion"; region: Schemas["AccelerationRegion"] }
  | { kind: "addListener" }
  | { kind: "changeListener"; listener: Listener }
  | { kind: "addGroup"; listener: Listener }
  | { kind: "changeGroup"; listener: Listener; group: EndpointGroup }
  | { kind: "addEndpoint"; listener: Listener; group: EndpointGroup }
  | { kind: "changeEndpoint"; listener: Listener; group: EndpointGroup; endpoint: Schemas["EndpointView"] }
  | { kind: "remove"; title: string; change: Extract<Change, { op: Removal }> }
  | { kind: "delete" };

type Removal = "removeRegion" | "removeListener" | "removeEndpointGroup" | "removeEndpoint";

interface Props {
  accelerator: Accelerator;
  onClose: () => void;
}

/** The form of a task, with its forecast. */
export function TaskDrawer({ task, ...props }: Props & { task: Task }) {
  const { t } = useTranslation();
  const { accelerator } = props;
  switch (task.kind) {
    case "rename":
      return (
        <DraftDrawer {...props} title={t("change.rename")} schema={z.object({ name: displayName })} draft={{ name: accelerator.name ?? "" }} changes={({ name }) => (name === accelerator.name ? [] : [{ op: "rename", name }])}>
          <TextField name="name" label={t("accelerators.name")} />
        </DraftDrawer>
      );
    case "addRegion":
      return <AddRegion {...props} />;
    case "changeRegion":
      return (
        <DraftDrawer
          {...props}
          title={t("change.changeRegion")}
          schema={z.object({ bandwidthMbps: positive })}
          draft={{ bandwidthMbps: task.region.bandwidthMbps ?? 1 }}
          changes={({ bandwidthMbps }) =>
            bandwidthMbps === task.region.bandwidthMbps ? [] : [{ op: "changeRegion", region: task.region.region ?? "", bandwidthMbps }]
          }
        >
          <NumberField name="bandwidthMbps" label={t("area.bandwidth")} suffix=" Mbit/s" />
        </DraftDrawer>
      );
    case "addListener":
      return (
        <DraftDrawer {...props} title={t("change.addListener")} schema={listenerSchema} draft={NEW_LISTENER} changes={(draft) => [{ op: "addListener", ...listenerBody(draft) }]}>
          <ListenerFields isNew />
        </DraftDrawer>
      );
    case "changeListener":
      return (
        <DraftDrawer {...props} title={t("change.changeListener", { name: task.listener.name })} schema={listenerSchema} draft={draftOfListener(task.listener)} changes={(draft) => changesOfListener(task.listener, draft)}>
          <ListenerFields isNew={false} />
        </DraftDrawer>
      );
    case "addGroup":
      return (
        <DraftDrawer
          {...props}
          title={t("change.addGroup")}
          schema={z.extend(groupSchema, { endpoint: endpointSchema })}
          draft={{ ...NEW_GROUP, endpoint: NEW_ENDPOINT }}
          changes={({ endpoint, ...group }) => [{ op: "addEndpointGroup", listenerId: task.listener.id ?? "", ...groupBody(group, [endpoint]) } as Change]}
        >
          <GroupFields isNew />
          <EndpointFields prefix="endpoint." isNew />
        </DraftDrawer>
      );
    case "changeGroup":
      return (
        <DraftDrawer {...props} title={t("change.changeGroup", { name: task.group.name })} schema={groupSchema} draft={draftOfGroup(task.group)} changes={(draft) => changesOfGroup(task.listener.id ?? "", task.group, draft)}>
          <GroupFields isNew={false} />
        </DraftDrawer>
      );
    case "addEndpoint":
      return (
        <DraftDrawer
          {...props}
          title={t("change.addEndpoint")}
          schema={endpointSchema}
          draft={NEW_ENDPOINT}
          changes={(draft) => [{ op: "addEndpoint", listenerId: task.listener.id ?? "", endpointGroupId: task.group.id ?? "", ...endpointBody(draft) }]}
        >
          <EndpointFields isNew />
        </DraftDrawer>
      );
    case "changeEndpoint":
      return (
        <DraftDrawer
          {...props}
          title={t("change.changeEndpoint", { address: task.endpoint.address })}
          schema={endpointSchema}
          draft={draftOfEndpoint(task.endpoint)}
          changes={(draft) => changesOfEndpoint({ listenerId: task.listener.id ?? "", endpointGroupId: task.group.id ?? "" }, task.endpoint, draft)}
        >
          <EndpointFields isNew={false} />
        </DraftDrawer>
      );
    case "remove":
      return <ChangeDrawer {...props} title={task.title} action={t(`change.do.${task.change.op}`)} danger proposal={{ kind: "changeSet", changes: [task.change] }} />;
    case "delete":
      return <DeleteDrawer {...props} />;
  }
}

function DeleteDrawer(props: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <ChangeDrawer
      {...props}
      title={t("change.delete", { name: props.accelerator.name || props.accelerator.id })}
      action={t("change.do.delete")}
      danger
      proposal={{ kind: "delete" }}
      onDeleted={() => void navigate({ to: "/accelerators" })}
    >
      <Text fz="sm">{t("change.deleteText")}</Text>
    </ChangeDrawer>
  );
}

function DraftDrawer<D extends FieldValues>({
  schema,
  draft,
  changes,
  children,
  ...props
}: Props & {
  title: string;
  schema: z.ZodMiniType<D>;
  draft: D;
  changes: (draft: D) => Change[];
  children: ReactNode;
}) {
  const form = useForm<D>({
    // The resolver's own types are those of one version of zod.
    resolver: zodResolver(schema as never) as never,
    defaultValues: draft as DefaultValues<D>,
    mode: "onChange",
  });
  const valid = schema.safeParse(form.watch());
  return (
    <ChangeDrawer {...props} proposal={valid.success ? { kind: "changeSet", changes: changes(valid.data) } : null}>
      <FormProvider {...form}>
        <form onSubmit={(event) => event.preventDefault()}>
          <Stack gap="sm">{children}</Stack>
        </form>
      </FormProvider>
    </ChangeDrawer>
  );
}

const IP_VERSIONS = ["IPV6", "IPV4", "DUAL_STACK"] as const;

function AddRegion(props: Props) {
  const { t } = useTranslation();
  const regions = useRegions();
  const taken = new Set((props.accelerator.regions ?? []).map(({ region }) => region));
  const addressed = useAddressedRegions();
  const options = useRegionOptions((region) => !taken.has(region.code), addressed);
  return (
    <DraftDrawer
      {...props}
      title={t("change.addRegion")}
      schema={z.object({
        region: chosenText,
        bandwidthMbps: positive,
        ipVersion: z.enum(IP_VERSIONS),
      })}
      draft={{ region: "", bandwidthMbps: 10, ipVersion: "IPV6" as (typeof IP_VERSIONS)[number] }}
      changes={(draft) => [
        { op: "addRegions", area: regions.find(({ code }) => code === draft.region)?.area ?? "", regions: [draft] },
      ]}
    >
      <SelectField name="region" label={t("area.region")} description={t("area.regionHint")} data={options} searchable required />
      <AddressesHint addressed={addressed} />
      <NumberField name="bandwidthMbps" label={t("area.bandwidth")} suffix=" Mbit/s" required />
      <SelectField name="ipVersion" label={t("area.ipVersion")} data={IP_VERSIONS.map((value) => ({ value, label: t(`ipVersion.${value}`) }))} />
    </DraftDrawer>
  );
}
