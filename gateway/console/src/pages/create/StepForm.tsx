import { zodResolver } from "@hookform/resolvers/zod";
import { Card, Grid, Stack, Text } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { type DefaultValues, type FieldValues, FormProvider, useForm, type UseFormReturn } from "react-hook-form";
import type * as z from "zod/mini";
import { StepButtons } from "./Create";

/** One step: its inputs, what goes with them at the side, and the way on. */
export function StepForm<D extends FieldValues>({
  title,
  text,
  schema,
  values,
  onChange,
  onNext,
  back,
  side,
  below,
  nextLabel,
  canGoOn = true,
  children,
}: {
  title: string;
  text: string;
  schema: z.ZodMiniType<D>;
  values: D;
  onChange: (values: D) => void;
  onNext: () => void;
  back: (() => void) | undefined;
  side?: ReactNode;
  below?: ReactNode;
  nextLabel?: string;
  canGoOn?: boolean;
  children: (form: UseFormReturn<D>) => ReactNode;
}) {
  const form = useForm<D>({
    resolver: zodResolver(schema as never) as never,
    defaultValues: values as DefaultValues<D>,
    mode: "onTouched",
  });
  useEffect(() => {
    const watching = form.watch((now) => onChange(now as D));
    return () => watching.unsubscribe();
  }, [form, onChange]);
  return (
    <FormProvider {...form}>
      <form onSubmit={(event) => void form.handleSubmit(onNext)(event)} noValidate>
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, md: side ? 7 : 12, lg: side ? 6 : 9 }}>
            <Card padding="lg">
              <Text component="h2" fw={650} fz="lg">
                {title}
              </Text>
              <Text c="dimmed" fz="sm" mb="md">
                {text}
              </Text>
              <Stack gap="md">{children(form)}</Stack>
              <StepButtons back={back} disabled={!canGoOn} {...(nextLabel && { label: nextLabel })} />
            </Card>
          </Grid.Col>
          {side && (
            <Grid.Col span={{ base: 12, md: 5, lg: 6 }}>
              <Stack>{side}</Stack>
            </Grid.Col>
          )}
        </Grid>
        {below}
      </form>
    </FormProvider>
  );
}
