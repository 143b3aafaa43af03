import type { components } from "./schema";

export type Schemas = components["schemas"];

export type Accelerator = Schemas["AcceleratorView"];
export type AcceleratorSummary = Schemas["AcceleratorSummary"];
export type Listener = Schemas["ListenerView"];
export type EndpointGroup = Schemas["EndpointGroupView"];
export type Endpoint = Schemas["EndpointView"];
export type Condition = Schemas["Condition"];
export type Change = Schemas["ChangeSetRequest"]["changes"][number];
export type Traffic = Schemas["TrafficAnswer"];
export type Percentiles = Schemas["Percentiles"];
export type Money = Schemas["Money"];
export type Forecast = Schemas["DryRunAnswer"];
export type Convergence = Schemas["Convergence"];
export type HistoryEntry = Schemas["HistoryEntry"];
export type Recommended = Schemas["Recommended"];
export type Region = Schemas["RegionEntry"];
export type RelayOfFleet = Schemas["RelayView"];
export type Probe = Schemas["ProbeView"];
