import { type ComboboxData, NumberInput, SegmentedControl, Input, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { createContext, useContext } from "react";
import { useController, useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";

/** Details that the API gave for fields, by the pointer below the prefix: ports/0/from. */
export const RefusedFields = createContext<{ prefix: string; fields: Record<string, string> }>({
  prefix: "/",
  fields: {},
});

interface FieldProps {
  name: string;
  label: string;
  description?: string | undefined;
  placeholder?: string;
  required?: boolean;
  /** The field of the API, when it is another one. */
  pointer?: string;
}

function useField({ name, pointer }: FieldProps) {
  const { t } = useTranslation();
  const { control } = useFormContext();
  const { field, fieldState } = useController({ name, control });
  const refused = useContext(RefusedFields);
  const key = fieldState.error?.message;
  const path = refused.prefix + (pointer ?? name.replaceAll(".", "/"));
  const fromApi = Object.entries(refused.fields).find(([at]) => at === path || at.startsWith(`${path}/`))?.[1];
  const error = key ? t(`invalid.${key}`, { defaultValue: key }) : fromApi;
  return { field, error: error ?? null };
}

export function TextField(props: FieldProps & { type?: string }) {
  const { field, error } = useField(props);
  const { label, description, placeholder, required, type } = props;
  return (
    <TextInput
      {...field}
      value={field.value ?? ""}
      error={error}
      label={label}
      description={description}
      placeholder={placeholder ?? ""}
      withAsterisk={required ?? false}
      type={type ?? "text"}
    />
  );
}

/** Several lines. */
export function LinesField(props: FieldProps) {
  const { field, error } = useField(props);
  const { label, description, placeholder } = props;
  return (
    <Textarea
      {...field}
      value={field.value ?? ""}
      error={error}
      label={label}
      description={description}
      placeholder={placeholder ?? ""}
      autosize
      minRows={2}
      maxRows={8}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
    />
  );
}

export function NumberField(props: FieldProps & { min?: number; max?: number; suffix?: string; step?: number; /** A number that names something, as a port does. */ plain?: boolean }) {
  const { field, error } = useField(props);
  const { label, description, placeholder, required, min, max, suffix, step, plain = false } = props;
  return (
    <NumberInput
      {...field}
      value={field.value ?? ""}
      error={error}
      label={label}
      description={description}
      placeholder={placeholder ?? ""}
      withAsterisk={required ?? false}
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator={plain ? false : ","}
      {...(min !== undefined && { min })}
      {...(max !== undefined && { max })}
      {...(step !== undefined && { step })}
      {...(suffix !== undefined && { suffix })}
      clampBehavior="none"
    />
  );
}

export function SelectField(props: FieldProps & { data: ComboboxData; searchable?: boolean }) {
  const { field, error } = useField(props);
  const { label, description, placeholder, required, data, searchable } = props;
  return (
    <Select
      {...field}
      value={field.value ?? null}
      error={error}
      label={label}
      description={description}
      placeholder={placeholder ?? ""}
      withAsterisk={required ?? false}
      data={data}
      searchable={searchable ?? false}
      allowDeselect={false}
    />
  );
}

/** Few choices, all in sight. */
export function ChoiceField(props: FieldProps & { data: { value: string; label: string }[] }) {
  const { field, error } = useField(props);
  const { label, description, required, data } = props;
  return (
    <Input.Wrapper label={label} description={description} error={error} withAsterisk={required ?? false} labelElement="div">
      <div>
        <SegmentedControl
          {...field}
          value={field.value ?? ""}
          data={data}
          mt={4}
          aria-label={label}
          style={{ maxWidth: "100%", flexWrap: "wrap" }}
        />
      </div>
    </Input.Wrapper>
  );
}

export function SwitchField(props: FieldProps) {
  const { field, error } = useField(props);
  const { value, ...rest } = field;
  return <Switch {...rest} checked={value ?? false} label={props.label} description={props.description} error={error} />;
}
