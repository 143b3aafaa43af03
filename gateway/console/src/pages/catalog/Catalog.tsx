import { ActionIcon, Alert, Button, Card, FileButton, Group, Stack, Text } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import { refusal } from "../../api/problem";
import { useRights } from "../../identity/identity";
import { DataTable } from "../../parts/DataTable";
import { formatCount } from "../../parts/format";
import { Icon } from "../../parts/icons";
import { Loaded } from "../../parts/Loaded";
import { PageHead } from "../../parts/Page";
import { type Document, type Entry, type Held, type Kind, KINDS, readFile, type Values, withEntry, withoutEntry } from "./draft";
import { EntryForm } from "./EntryForm";
import { Pending } from "./Pending";
import { shownPrice } from "./price";
import { type Texts, useTexts } from "./texts";

const catalogQuery = queryOptions({
  queryKey: ["catalog"],
  queryFn: async ({ signal }): Promise<Held> => {
    const { data, error, response } = await api.GET("/v1/catalog", { signal });
    if (!data) {
      throw refusal(response, error);
    }
    return { document: data as unknown as Document, etag: response.headers.get("ETag") ?? "*" };
  },
  staleTime: 0,
});

/** For operators: everything that can be bought, edited as one document. */
export function Catalog() {
  const texts = useTexts();
  const { me } = useRights();
  const query = useQuery({ ...catalogQuery, enabled: me.role === "OPERATOR" });
  if (me.user !== "" && me.role !== "OPERATOR") {
    return <PageHead title={texts.title} />;
  }
  return <Loaded query={query}>{(held) => <Editor held={held} />}</Loaded>;
}

interface Editing {
  kind: Kind | "limits";
  entry: Values | null;
}

/** The first edit keeps the document that it began with: another operator's change shows as a conflict. */
function Editor({ held: newest }: { held: Held }) {
  const texts = useTexts();
  const [draft, setDraft] = useState<{ held: Held; document: Document } | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [applied, setApplied] = useState(false);
  const [badFile, setBadFile] = useState("");
  const held = draft?.held ?? newest;
  const document = draft?.document ?? held.document;
  const edit = (to: Document) => {
    setApplied(false);
    setBadFile("");
    setDraft({ held, document: to });
  };
  const readCatalog = async (file: File | null) => {
    if (file) {
      try {
        edit(readFile(await file.text(), held.document));
      } catch (cause) {
        setBadFile(cause instanceof Error ? cause.message : String(cause));
      }
    }
  };
  return (
    <Stack>
      <PageHead title={texts.title} text={texts.text}>
        <Button variant="default" onClick={() => download(held.document)}>
          {texts.export}
        </Button>
        <FileButton onChange={(file) => void readCatalog(file)} accept="application/json,.json">
          {(props) => (
            <Button variant="default" {...props}>
              {texts.import}
            </Button>
          )}
        </FileButton>
      </PageHead>
      {badFile !== "" && (
        <Alert color="red" role="alert">
          {texts.badFile} {badFile}
        </Alert>
      )}
      {applied && (
        <Alert color="teal" icon={<Icon name="check" />} role="status">
          {texts.applied}
        </Alert>
      )}
      {draft && (
        <Pending
          held={draft.held}
          draft={draft.document}
          onDiscard={() => setDraft(null)}
          onApplied={() => {
            setDraft(null);
            setApplied(true);
          }}
        />
      )}
      {editing && (
        <EntryForm
          key={`${editing.kind}/${String(editing.entry?.["code"] ?? "")}`}
          {...editing}
          currency={document.currency}
          taken={editing.kind === "limits" ? [] : document[editing.kind].map(({ code }) => code)}
          onCancel={() => setEditing(null)}
          onDone={(entry) => {
            edit(editing.kind === "limits" ? { ...document, limits: entry } : withEntry(document, editing.kind, entry as Entry));
            setEditing(null);
          }}
        />
      )}
      {KINDS.map((kind) => (
        <Entries key={kind} kind={kind} entries={document[kind]} onEdit={(entry) => setEditing({ kind, entry })} onDelete={(code) => edit(withoutEntry(document, kind, code))} />
      ))}
      <Limits limits={document.limits} onEdit={() => setEditing({ kind: "limits", entry: document.limits })} />
    </Stack>
  );
}

function download(document: Document): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(document, null, 2)}\n`], { type: "application/json" }));
  const link = Object.assign(window.document.createElement("a"), { href: url, download: "catalog.json" });
  link.click();
  URL.revokeObjectURL(url);
}

/** The columns of each kind, beside the code and the name. */
const COLUMNS: Record<Kind, string[]> = {
  regions: ["area", "nameChinese", "ipv6", "mainlandChina"],
  specifications: ["regions", "peakMbps", "maxConnections", "monthlyPrice", "yearlyPrice"],
  bandwidthTypes: ["offCloud", "global", "monthlyPricePerMbps", "monthlyCrossBorderPricePerMbps"],
};

function Entries({ kind, entries, onEdit, onDelete }: { kind: Kind; entries: Entry[]; onEdit: (entry: Entry | null) => void; onDelete: (code: string) => void }) {
  const texts = useTexts();
  const names: Record<string, string> = texts.fields;
  return (
    <Card p={0} data-kind={kind}>
      <Group justify="space-between" p="md">
        <Text component="h2" fw={600}>
          {texts[kind]}
        </Text>
        <Button size="compact-sm" variant="light" leftSection={<Icon name="plus" size={15} />} onClick={() => onEdit(null)} aria-label={`${texts.add}: ${texts[kind]}`}>
          {texts.add}
        </Button>
      </Group>
      <DataTable
        label={texts[kind]}
        rows={entries}
        rowId={({ code }) => code}
        columns={[
          { id: "code", header: texts.code, accessorFn: ({ code }) => code, meta: { monospace: true }, cell: ({ row: { original: entry } }) => <Code entry={entry} /> },
          { id: "name", header: texts.fields.name, accessorFn: (entry) => entry["name"], meta: { visibleFrom: "sm" } },
          ...COLUMNS[kind].map((name, index) => ({
            id: name,
            header: names[name] ?? name,
            accessorFn: (entry: Entry) => sortable(entry[name]),
            cell: ({ row: { original } }: { row: { original: Entry } }) => cell(original[name], texts),
            meta: { visibleFrom: index < 2 ? ("sm" as const) : ("md" as const), numeric: typeof sortable(entries[0]?.[name]) === "number" },
          })),
          {
            id: "actions",
            header: texts.actions,
            enableSorting: false,
            meta: { numeric: true },
            cell: ({ row: { original: entry } }) => (
              <Group gap={4} justify="end" wrap="nowrap">
                <ActionIcon variant="subtle" onClick={() => onEdit(entry)} aria-label={`${texts.edit}: ${entry.code}`}>
                  <Icon name="edit" size={16} />
                </ActionIcon>
                <ActionIcon variant="subtle" color="red" onClick={() => onDelete(entry.code)} aria-label={`${texts.remove}: ${entry.code}`}>
                  <Icon name="trash" size={16} />
                </ActionIcon>
              </Group>
            ),
          },
        ]}
      />
    </Card>
  );
}

/** With the name below it, where there is no room for a column. */
function Code({ entry }: { entry: Entry }) {
  return (
    <>
      {entry.code}
      <Text hiddenFrom="sm" fz="xs" c="dimmed" ff="text">
        {String(entry["name"] ?? "")}
      </Text>
    </>
  );
}

function sortable(value: unknown): string | number {
  if (typeof value === "object" && value !== null && "minorUnits" in value) {
    return Number(value.minorUnits);
  }
  return typeof value === "number" ? value : String(value ?? "");
}

function cell(value: unknown, texts: Texts): string {
  if (typeof value === "boolean") {
    return value ? texts.yes : texts.no;
  }
  return shownPrice(value) ?? (typeof value === "number" ? formatCount(value) : String(value ?? "–"));
}

function Limits({ limits, onEdit }: { limits: Values; onEdit: () => void }) {
  const texts = useTexts();
  return (
    <Card data-kind="limits">
      <Group justify="space-between">
        <Text component="h2" fw={600}>
          {texts.limits}
        </Text>
        <Button size="compact-sm" variant="light" leftSection={<Icon name="edit" size={15} />} onClick={onEdit} aria-label={`${texts.change}: ${texts.limits}`}>
          {texts.change}
        </Button>
      </Group>
      {(["planMbps", "months", "years", "openEnded"] as const).map((name) => (
        <Group key={name} gap="xs" mt={4}>
          <Text fz="sm" c="dimmed">
            {texts.fields[name]}
          </Text>
          <Text fz="sm" fw={600}>
            {cell(limits[name], texts)}
          </Text>
        </Group>
      ))}
    </Card>
  );
}
