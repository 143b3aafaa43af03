import { keepPreviousData, QueryClient, queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import { every } from "./live";
import { mayPass, waitMillis } from "./problem";
import type { Accelerator, Probe, Schemas } from "./types";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (attempts, error) => mayPass(error) && attempts < 2,
      retryDelay: waitMillis,
      staleTime: SECOND,
      refetchOnWindowFocus: true,
      networkMode: "always",
    },
    mutations: { networkMode: "always" },
  },
});

/** How an accelerator stands, as the service sorts and filters by it. */
export const STATES = ["PROGRAMMED", "PENDING", "UNSERVED", "FAILED", "NO_REGION", "SUSPENDED"] as const;
export type StandingState = (typeof STATES)[number];

export interface AcceleratorSearch {
  q?: string | undefined;
  region?: string | undefined;
  state?: StandingState | undefined;
  sort?: string | undefined;
  after?: string | undefined;
}

export const PAGE_SIZE = 25;

/** A page of accelerators, a line of each. */
export const acceleratorsQuery = (search: AcceleratorSearch) =>
  queryOptions({
    queryKey: ["accelerators", "page", search],
    queryFn: ({ signal }) =>
      read(
        api.GET("/v1/accelerators", {
          params: {
            query: {
              view: "summary",
              limit: PAGE_SIZE,
              ...(search.q && { q: search.q }),
              ...(search.region && { region: search.region }),
              ...(search.state && { state: search.state }),
              ...(search.sort && { sort: search.sort }),
              ...(search.after && { pageToken: search.after }),
            },
          },
          signal,
        }),
      ) as Promise<Schemas["PageAcceleratorSummary"]>,
    placeholderData: keepPreviousData,
    refetchInterval: every(5),
  });

/** The whole of those that changed last. */
export const latestAcceleratorsQuery = queryOptions({
  queryKey: ["accelerators", "latest"],
  queryFn: ({ signal }) =>
    read(api.GET("/v1/accelerators", { params: { query: { limit: PAGE_SIZE, sort: "-changedAt" } }, signal })) as Promise<Schemas["PageAcceleratorView"]>,
  refetchInterval: every(5),
});

export const acceleratorQuery = (id: string, at = "") =>
  queryOptions({
    queryKey: ["accelerators", "one", id, at],
    queryFn: ({ signal }) =>
      read(
        api.GET("/v1/accelerators/{id}", { params: { path: { id }, query: (at === "" ? {} : { at }) as { at: string } }, signal }),
      ) as Promise<Accelerator>,
    refetchInterval: at === "" ? every(3) : false,
  });

export interface TrafficRange {
  from?: string | undefined;
  to?: string | undefined;
  step?: string | undefined;
  listener?: string | undefined;
  endpointGroup?: string | undefined;
  endpoint?: string | undefined;
  region?: string | undefined;
  endpointRegion?: string | undefined;
}

export const trafficQuery = (id: string, range: TrafficRange = {}, everySeconds = 5) =>
  queryOptions({
    queryKey: ["traffic", id, range],
    queryFn: ({ signal }) =>
      read(
        api.GET("/v1/metrics/accelerators/{id}", {
          params: { path: { id }, query: withoutAbsent(range) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: everySeconds * SECOND,
  });

/** Until now, by the clock of this browser at each question. */
export const recentTrafficQuery = (id: string, seconds: number, only: TrafficRange = {}) =>
  queryOptions({
    queryKey: ["traffic", id, "recent", seconds, only],
    queryFn: ({ signal }) => {
      const from = new Date(Date.now() - seconds * SECOND).toISOString();
      const step = `${Math.max(10, Math.ceil(seconds / 900) * 10)}s`;
      return read(
        api.GET("/v1/metrics/accelerators/{id}", {
          params: { path: { id }, query: withoutAbsent({ from, step, ...only }) },
          signal,
        }),
      );
    },
    placeholderData: keepPreviousData,
    refetchInterval: seconds <= 900 ? 3 * SECOND : 15 * SECOND,
  });

export const healthQuery = (id: string) =>
  queryOptions({
    queryKey: ["health", id],
    queryFn: ({ signal }) =>
      read(api.GET("/v1/accelerators/{id}/health", { params: { path: { id } }, signal })),
    refetchInterval: 3 * SECOND,
  });

export const routesQuery = (id: string) =>
  queryOptions({
    queryKey: ["routes", id],
    queryFn: ({ signal }) =>
      read(api.GET("/v1/accelerators/{id}/routes", { params: { path: { id } }, signal })),
    refetchInterval: every(5),
  });

export const convergenceQuery = (id: string) =>
  queryOptions({
    queryKey: ["convergence", id],
    queryFn: ({ signal }) =>
      read(api.GET("/v1/accelerators/{id}/convergence", { params: { path: { id } }, signal })),
    refetchInterval: 3 * SECOND,
  });

const isOver = (probe: Probe | undefined) => probe?.state === "FINISHED" || probe?.state === "FAILED";

/** A measurement; asked for again until it is over. */
export const probeQuery = (id: string) =>
  queryOptions({
    queryKey: ["probe", id],
    queryFn: ({ signal }) => read(api.GET("/v1/probes/{id}", { params: { path: { id } }, signal })) as Promise<Probe>,
    refetchInterval: ({ state }) => (isOver(state.data) || state.error ? false : SECOND / 2),
    staleTime: ({ state }) => (isOver(state.data) ? Number.POSITIVE_INFINITY : 0),
  });

/** The measurements of an accelerator, the newest first. */
export const probesQuery = (id: string) =>
  queryOptions({
    queryKey: ["probes", id],
    queryFn: ({ signal }) =>
      read(api.GET("/v1/accelerators/{id}/probes", { params: { path: { id } }, signal })).then(
        (all) => (all.items ?? []) as Probe[],
      ),
    staleTime: MINUTE,
  });

/** Every event of an accelerator, oldest first. */
export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ["history", id],
    queryFn: ({ signal }) =>
      pages((pageToken) =>
        read(
          api.GET("/v1/accelerators/{id}/events", {
            params: { path: { id }, query: { limit: 200, ...(pageToken && { pageToken }) } },
            signal,
          }),
        ),
      ),
    refetchInterval: every(5),
  });

export const diffQuery = (id: string, from: number, to: number) =>
  queryOptions({
    queryKey: ["diff", id, from, to],
    queryFn: ({ signal }) =>
      read(
        api.GET("/v1/accelerators/{id}/diff", {
          params: { path: { id }, query: { from: `${from}`, to: `${to}` } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: MINUTE,
  });

export const chargesQuery = (id: string) =>
  queryOptions({
    queryKey: ["charges", id],
    queryFn: ({ signal }) =>
      read(api.GET("/v1/accelerators/{id}/charges", { params: { path: { id } }, signal })),
    staleTime: MINUTE,
    retry: false,
  });

export const regionsQuery = queryOptions({
  queryKey: ["regions"],
  queryFn: ({ signal }) => read(api.GET("/v1/regions", { signal })).then((all) => all.items ?? []),
  staleTime: 5 * MINUTE,
});

/** Of operators; anyone else is refused. */
export const poolsQuery = queryOptions({
  queryKey: ["pools"],
  queryFn: ({ signal }) => read(api.GET("/v1/pools", { signal })).then((all) => all.items ?? []),
  staleTime: MINUTE,
});

export const specificationsQuery = queryOptions({
  queryKey: ["specifications"],
  queryFn: ({ signal }) =>
    read(api.GET("/v1/specifications", { signal })).then((all) => all.items ?? []),
  staleTime: 5 * MINUTE,
});

export const bandwidthTypesQuery = queryOptions({
  queryKey: ["bandwidth-types"],
  queryFn: ({ signal }) =>
    read(api.GET("/v1/bandwidth-types", { signal })).then((all) => all.items ?? []),
  staleTime: 5 * MINUTE,
});

export const relaysQuery = queryOptions({
  queryKey: ["relays"],
  queryFn: ({ signal }) =>
    pages((pageToken) =>
      read(
        api.GET("/v1/relays", {
          params: { query: { limit: 200, ...(pageToken && { pageToken }) } },
          signal,
        }),
      ),
    ),
  refetchInterval: every(3),
});

export const linksQuery = queryOptions({
  queryKey: ["links"],
  queryFn: ({ signal }) => read(api.GET("/v1/links", { signal })),
  refetchInterval: 5 * SECOND,
});

export const ordersQuery = queryOptions({
  queryKey: ["orders"],
  queryFn: ({ signal }) =>
    pages((pageToken) =>
      read(
        api.GET("/v1/orders", {
          params: { query: { limit: 200, ...(pageToken && { pageToken }) } },
          signal,
        }),
      ),
    ),
  refetchInterval: every(10),
});

export const plansQuery = queryOptions({
  queryKey: ["plans"],
  queryFn: ({ signal }) =>
    pages((pageToken) =>
      read(
        api.GET("/v1/bandwidth-plans", {
          params: { query: { limit: 200, ...(pageToken && { pageToken }) } },
          signal,
        }),
      ),
    ),
  refetchInterval: every(10),
});

export const balanceQuery = queryOptions({
  queryKey: ["balance"],
  queryFn: ({ signal }) => read(api.GET("/v1/account/balance", { signal })),
  refetchInterval: every(30),
});

export const quotasQuery = queryOptions({
  queryKey: ["quotas"],
  queryFn: ({ signal }) => read(api.GET("/v1/quotas", { signal })),
  refetchInterval: every(30),
});

export const suspensionsQuery = queryOptions({
  queryKey: ["suspensions"],
  queryFn: ({ signal }) => read(api.GET("/v1/suspensions", { signal })),
  refetchInterval: every(30),
});

/** The latest sign-ins, refusals, and changes of members and tokens of the account, or of strangers. */
export const accessEventsQuery = (strangers: boolean) =>
  queryOptions({
    queryKey: ["access-events", strangers],
    queryFn: async ({ signal }) =>
      (await read(api.GET("/v1/audit/access-events", { params: { query: { limit: 200, ...(strangers && { account: "" }) } }, signal }))).items ?? [],
    refetchInterval: 15 * SECOND,
  });

/** Every signed checkpoint, oldest first. */
export const checkpointsQuery = queryOptions({
  queryKey: ["checkpoints"],
  queryFn: ({ signal }) =>
    pages<Schemas["CheckpointView"]>((pageToken) =>
      read(
        api.GET("/v1/audit/checkpoints", {
          params: { query: { limit: 200, ...(pageToken && { pageToken }) } },
          signal,
        }),
      ),
    ),
  refetchInterval: 15 * SECOND,
});

export const publicKeyQuery = queryOptions({
  queryKey: ["public-key"],
  queryFn: ({ signal }) =>
    read(
      api.GET("/v1/audit/public-key", {
        signal,
        parseAs: "text",
        headers: { Accept: "application/x-pem-file" },
      }),
    ),
  staleTime: 5 * MINUTE,
});

const MOST_PAGES = 50;

/** Every page of a list, up to {@link MOST_PAGES}. */
async function pages<T>(
  page: (token: string) => Promise<{ items?: T[]; nextPageToken?: string | null }>,
): Promise<T[]> {
  const all: T[] = [];
  let token = "";
  for (let count = 0; count < MOST_PAGES; count++) {
    const { items, nextPageToken } = await page(token);
    all.push(...(items ?? []));
    if (!nextPageToken) {
      break;
    }
    token = nextPageToken;
  }
  return all;
}

function withoutAbsent<T extends object>(query: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined && value !== ""),
  ) as { [K in keyof T]?: NonNullable<T[K]> };
}
