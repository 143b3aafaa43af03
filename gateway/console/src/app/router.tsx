import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { type AcceleratorSearch, acceleratorsQuery, queryClient, STATES } from "../api/queries";
import { NotFound, PageFailure, PagePending } from "./fallbacks";
import { Shell } from "./Shell";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : typeof value === "number" ? `${value}` : undefined;

const overview = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyRouteComponent(() => import("../pages/overview/Overview"), "Overview"),
});

const accelerators = createRoute({
  getParentRoute: () => root,
  path: "/accelerators",
  validateSearch: (search: Record<string, unknown>): AcceleratorSearch => ({
    q: text(search["q"]),
    region: text(search["region"]),
    state: STATES.find((state) => state === search["state"]),
    sort: /^-?(name|state|expiresAt|changedAt)$/.test(String(search["sort"])) ? String(search["sort"]) : undefined,
    after: text(search["after"]),
  }),
  loaderDeps: ({ search }) => search,
  // Asked for while the page's code is on its way.
  loader: ({ deps }) => void queryClient.prefetchQuery(acceleratorsQuery(deps)),
  component: lazyRouteComponent(() => import("../pages/accelerators/Accelerators"), "Accelerators"),
});

const accelerator = createRoute({
  getParentRoute: () => root,
  path: "/accelerators/$id",
  component: lazyRouteComponent(() => import("../pages/accelerator/AcceleratorPage"), "AcceleratorPage"),
});

const topology = createRoute({
  getParentRoute: () => accelerator,
  path: "/",
  component: lazyRouteComponent(() => import("../pages/accelerator/Topology"), "Topology"),
});

export interface TrafficSearch {
  /** Minutes until now. */
  last?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** A pair of regions, a listener or an endpoint: pair:cn-hongkong:us-west-1, listener:lsr-1. */
  only?: string | undefined;
}

const traffic = createRoute({
  getParentRoute: () => accelerator,
  path: "/traffic",
  validateSearch: (search: Record<string, unknown>): TrafficSearch => ({
    last: typeof search["last"] === "number" ? search["last"] : undefined,
    from: text(search["from"]),
    to: text(search["to"]),
    only: text(search["only"]),
  }),
  component: lazyRouteComponent(() => import("../pages/accelerator/TrafficTab"), "TrafficTab"),
});

const configuration = createRoute({
  getParentRoute: () => accelerator,
  path: "/configuration",
  component: lazyRouteComponent(() => import("../pages/change/Configuration"), "Configuration"),
});

const health = createRoute({
  getParentRoute: () => accelerator,
  path: "/health",
  component: lazyRouteComponent(() => import("../pages/accelerator/HealthTab"), "HealthTab"),
});

export interface FlowSearch {
  address?: string | undefined;
  port?: string | undefined;
  at?: string | undefined;
  within?: string | undefined;
}

const flows = createRoute({
  getParentRoute: () => accelerator,
  path: "/flows",
  validateSearch: (search: Record<string, unknown>): FlowSearch => ({
    address: text(search["address"]),
    port: text(search["port"]),
    at: text(search["at"]),
    within: text(search["within"]),
  }),
  component: lazyRouteComponent(() => import("../pages/accelerator/FlowsTab"), "FlowsTab"),
});

export interface HistorySearch {
  revision?: number | undefined;
  compare?: number | undefined;
}

const history = createRoute({
  getParentRoute: () => accelerator,
  path: "/history",
  validateSearch: (search: Record<string, unknown>): HistorySearch => ({
    revision: typeof search["revision"] === "number" ? search["revision"] : undefined,
    compare: typeof search["compare"] === "number" ? search["compare"] : undefined,
  }),
  component: lazyRouteComponent(() => import("../pages/history/HistoryTab"), "HistoryTab"),
});

const cost = createRoute({
  getParentRoute: () => accelerator,
  path: "/cost",
  component: lazyRouteComponent(() => import("../pages/accelerator/CostTab"), "CostTab"),
});

const yaml = createRoute({
  getParentRoute: () => accelerator,
  path: "/yaml",
  component: lazyRouteComponent(() => import("../pages/accelerator/YamlTab"), "YamlTab"),
});

export interface VerifySearch {
  /** The measurement that is shown. */
  probe?: string | undefined;
}

const verify = createRoute({
  getParentRoute: () => accelerator,
  path: "/verify",
  validateSearch: (search: Record<string, unknown>): VerifySearch => ({ probe: text(search["probe"]) }),
  component: lazyRouteComponent(() => import("../pages/accelerator/VerifyTab"), "VerifyTab"),
});

const create = createRoute({
  getParentRoute: () => root,
  path: "/create",
  beforeLoad: () => {
    throw redirect({ to: "/create/$step", params: { step: localStorage.getItem("sixlane.create.step") ?? "1" } });
  },
});

const createStep = createRoute({
  getParentRoute: () => root,
  path: "/create/$step",
  component: lazyRouteComponent(() => import("../pages/create/Create"), "Create"),
});

const relays = createRoute({
  getParentRoute: () => root,
  path: "/relays",
  component: lazyRouteComponent(() => import("../pages/relays/Relays"), "Relays"),
});

const relay = createRoute({
  getParentRoute: () => root,
  path: "/relays/$relayId",
  component: lazyRouteComponent(() => import("../pages/relays/RelayPage"), "RelayPage"),
});

const orders = createRoute({
  getParentRoute: () => root,
  path: "/orders",
  component: lazyRouteComponent(() => import("../pages/orders/Orders"), "Orders"),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: "/audit",
  component: lazyRouteComponent(() => import("../pages/audit/Audit"), "Audit"),
});

const catalog = createRoute({
  getParentRoute: () => root,
  path: "/catalog",
  component: lazyRouteComponent(() => import("../pages/relays/Relays"), "Catalog"),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: lazyRouteComponent(() => import("../pages/settings/Settings"), "Settings"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    overview,
    accelerators,
    accelerator.addChildren([
      topology,
      traffic,
      configuration,
      health,
      flows,
      history,
      cost,
      yaml,
      verify,
    ]),
    create,
    createStep,
    relays,
    relay,
    orders,
    audit,
    catalog,
    settings,
  ]),
  defaultPreload: "intent",
  // The frame of the page is there while the code of what is in it is on its way.
  defaultPendingMs: 100,
  defaultPendingMinMs: 0,
  scrollRestoration: true,
  defaultPendingComponent: PagePending,
  defaultErrorComponent: PageFailure,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
