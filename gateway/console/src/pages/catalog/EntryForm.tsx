import { Button, Card, Checkbox, Group, NumberInput, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { digits, type Entry, isUsage, type Kind, type Values } from "./draft";
import { ENDPOINT_TYPES, type Field, FIELDS } from "./fields";
import { type Texts, useTexts } from "./texts";

/** An entry that is edited or, without one, added. */
export function EntryForm({
  kind,
  entry,
  currency,
  taken,
  onDone,
  onCancel,
}: {
  kind: Kind | "limits";
  entry: Values | null;
  currency: string;
  /** Codes that another entry has. */
  taken: string[];
  onDone: (entry: Values) => void;
  onCancel: () => void;
}) {
  const texts = useTexts();
  const [values, setValues] = useState<Values>(entry ?? initial(kind));
  const card = useRef<HTMLDivElement>(null);
  // Newer browsers return a promise from it, which an effect must not return.
  useEffect(() => {
    card.current?.scrollIntoView({ block: "center" });
  }, []);
  const set = (name: string, value: unknown) => setValues((held) => ({ ...held, [name]: value }));
  const code = String((values as Partial<Entry>).code ?? "");
  const codeTaken = entry === null && taken.includes(code);
  return (
    <Card ref={card} role="dialog" aria-label={texts[kind]}>
      <Text component="h2" fw={600} mb="sm">
        {`${texts[kind]}${entry && kind !== "limits" ? `: ${code}` : ""}`}
      </Text>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (!codeTaken) {
            onDone(values);
          }
        }}
      >
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {kind !== "limits" && entry === null && (
            <TextInput
              label={texts.code}
              value={code}
              onChange={(event) => set("code", event.currentTarget.value)}
              required
              maxLength={60}
              pattern={kind === "regions" ? "[a-z0-9\\-]{1,60}" : "[A-Za-z0-9_\\-]{1,60}"}
              error={codeTaken}
              autoFocus
            />
          )}
          {FIELDS[kind].map((field) => (
            <Input key={field.as === "usage" ? field.billingType : field.name} field={field} values={values} set={set} currency={currency} texts={texts} />
          ))}
        </SimpleGrid>
        <Group justify="end" mt="lg">
          <Button variant="default" onClick={onCancel}>
            {texts.cancel}
          </Button>
          <Button type="submit">{texts.take}</Button>
        </Group>
      </form>
    </Card>
  );
}

/** Flags that must be given are off at first. */
function initial(kind: Kind | "limits"): Values {
  return Object.fromEntries(FIELDS[kind].filter(({ as, required }) => as === "flag" && required).map(({ name }) => [name, false]));
}

function Input({ field, values, set, currency, texts }: { field: Field; values: Values; set: (name: string, value: unknown) => void; currency: string; texts: Texts }) {
  const names: Record<string, string> = texts.fields;
  const { name } = field;
  const label = names[field.as === "usage" ? field.billingType : name] ?? name;
  const value = values[name];
  const common = { label, required: field.required ?? false };
  switch (field.as) {
    case "text":
      return <TextInput {...common} value={typeof value === "string" ? value : ""} onChange={(event) => set(name, event.currentTarget.value || undefined)} maxLength={128} />;
    case "flag":
      return <Checkbox label={label} checked={value === true} onChange={(event) => set(name, event.currentTarget.checked)} mt="lg" />;
    case "number":
      return (
        <NumberInput
          {...common}
          value={typeof value === "number" ? value : ""}
          onChange={(to) => set(name, typeof to === "number" ? to : undefined)}
          min={field.least}
          max={field.most}
          allowDecimal={false}
          thousandSeparator=","
        />
      );
    case "endpointTypes": {
      const held = Array.isArray(value) ? value.map(String) : [];
      return (
        <Stack gap={4} role="group" aria-label={label}>
          <Text fz="sm">{label}</Text>
          {ENDPOINT_TYPES.map((type) => (
            <Checkbox key={type} size="xs" label={type} checked={held.includes(type)} onChange={({ currentTarget }) => set(name, currentTarget.checked ? [...held, type] : held.filter((one) => one !== type))} />
          ))}
        </Stack>
      );
    }
    case "price":
      return <Price {...common} suffix={texts.currency} currency={currency} price={value as Price | undefined} onChange={(to) => set(name, to)} />;
    case "usage": {
      const usages = Array.isArray(value) ? value.filter(isUsage) : [];
      const others = usages.filter(({ billingType }) => billingType !== field.billingType);
      return (
        <Price
          {...common}
          suffix={texts.currency}
          currency={currency}
          price={usages.find(({ billingType }) => billingType === field.billingType)?.price}
          onChange={(price) => set(name, price ? [...others, { billingType: field.billingType, price }] : others)}
        />
      );
    }
  }
}

interface Price {
  currency: string;
  minorUnits: number;
}

function Price({
  price,
  currency,
  suffix,
  onChange,
  label,
  ...rest
}: {
  label: string;
  required: boolean;
  price: Price | null | undefined;
  currency: string;
  suffix: string;
  onChange: (price: Price | undefined) => void;
}) {
  const scale = 10 ** digits(currency);
  return (
    <NumberInput
      {...rest}
      label={`${label}, ${suffix.replace("{currency}", currency)}`}
      value={price ? price.minorUnits / scale : ""}
      onChange={(to) => onChange(typeof to === "number" ? { currency, minorUnits: Math.round(to * scale) } : undefined)}
      min={0}
      decimalScale={digits(currency)}
      thousandSeparator=","
    />
  );
}
