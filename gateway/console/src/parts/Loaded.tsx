import { Card, Skeleton, Stack } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Refusal } from "../api/problem";
import { Failure } from "./Failure";

/** The answer of a query, what stands for it until it is there, and what went wrong beside old data. */
export function Loaded<T>({
  query,
  children,
  rows = 4,
}: {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
  rows?: number;
}) {
  const { data, failureReason, refetch } = query;
  // Between two attempts there is no error yet, but a reason to show why nothing is there.
  const error = query.error ?? (data === undefined ? failureReason : null);
  return (
    <>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data !== undefined
        ? children(data)
        : !error && (
            <Stack gap="sm" aria-busy="true">
              {Array.from({ length: rows }, (_, row) => (
                <Skeleton key={row} height={38} />
              ))}
            </Stack>
          )}
    </>
  );
}

/** In place of a card whose answer is not there: what went wrong, and nothing where the role may not see it. */
export function Unavailable<T>({ query }: { query: UseQueryResult<T> }) {
  const { error, refetch } = query;
  return error && !(error instanceof Refusal && error.status === 403) ? (
    <Card>
      <Failure error={error} retry={() => void refetch()} />
    </Card>
  ) : null;
}
