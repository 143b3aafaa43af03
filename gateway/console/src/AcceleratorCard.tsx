import type { Accelerator, BoundPlan, Condition, Region } from "./api";
import { Badge } from "./Badge";
import { CopyableText } from "./CopyableText";
import { formatConstant, formatCount, formatIpVersion, UNKNOWN } from "./format";
import { ListenerTable } from "./ListenerTable";
import { MetricsStrip } from "./MetricsStrip";
import { conditionText, conditionTone, overallState } from "./state";

export function AcceleratorCard({ accelerator }: { accelerator: Accelerator }) {
  const state = overallState(accelerator);
  return (
    <article className="panel card" aria-labelledby={accelerator.id}>
      <header className="card-head">
        <h3 id={accelerator.id}>
          {accelerator.name && <>{accelerator.name} </>}
          <code>{accelerator.id}</code>
        </h3>
        <Badge tone={state.tone}>{state.text}</Badge>
        <span className="quiet revision">
          {accelerator.account && <>account {accelerator.account} · </>}revision{" "}
          {formatCount(accelerator.revision)}
        </span>
      </header>
      <MetricsStrip acceleratorId={accelerator.id} />
      <dl className="facts">
        <dt>Specification</dt>
        <dd>{specification(accelerator)}</dd>
        <dt>Plan</dt>
        <dd>{plan(accelerator.plan)}</dd>
        {accelerator.crossBorderPlan && (
          <>
            <dt>Cross-border plan</dt>
            <dd>{plan(accelerator.crossBorderPlan)}</dd>
          </>
        )}
        {accelerator.expiresAt && (
          <>
            <dt>Ends</dt>
            <dd>
              <time dateTime={accelerator.expiresAt} title={accelerator.expiresAt}>
                {new Date(accelerator.expiresAt).toLocaleString("en-GB")}
              </time>
            </dd>
          </>
        )}
        <dt>Regions</dt>
        <dd>
          <Regions regions={accelerator.regions ?? []} />
        </dd>
        <dt>Conditions</dt>
        <dd>
          <Conditions conditions={accelerator.conditions ?? []} />
        </dd>
      </dl>
      <ListenerTable listeners={accelerator.listeners ?? []} />
    </article>
  );
}

function specification({ specification: s }: Accelerator): string {
  return s
    ? [
        formatConstant(s.code),
        s.peakMbps !== undefined && `peak ${formatCount(s.peakMbps)} Mbit/s`,
        s.maxConnections !== undefined && `${formatCount(s.maxConnections)} connections`,
        s.regions !== undefined && (s.regions === 1 ? "1 region" : `${s.regions} regions`),
      ]
        .filter(Boolean)
        .join(" · ")
    : UNKNOWN;
}

function plan(bound: BoundPlan | null | undefined): string {
  return bound
    ? [
        formatConstant(bound.bandwidthType),
        `${formatCount(bound.bandwidthMbps)} Mbit/s`,
        bound.planId,
      ]
        .filter(Boolean)
        .join(" · ")
    : "none bound yet";
}

function Regions({ regions }: { regions: Region[] }) {
  if (regions.length === 0) {
    return <>none yet</>;
  }
  return (
    <ul className="plain">
      {regions.map((region, index) => (
        <li key={region.region ?? index} className="region">
          <span>{region.region ?? UNKNOWN}</span>
          {region.acceleratedIp ? (
            <CopyableText text={region.acceleratedIp} what="the accelerated address" />
          ) : (
            <span>no address yet</span>
          )}
          <span className="quiet">
            {formatConstant(region.area)} · {formatCount(region.bandwidthMbps)} Mbit/s ·{" "}
            {formatIpVersion(region.ipVersion)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Conditions({ conditions }: { conditions: Condition[] }) {
  if (conditions.length === 0) {
    return <Badge tone="unknown">No condition reported</Badge>;
  }
  return (
    <ul className="plain">
      {conditions.map((condition) => {
        const tone = conditionTone(condition);
        return (
          <li key={`${condition.type} ${condition.relay} ${condition.message}`} className="condition">
            <Badge tone={tone}>{conditionText(condition)}</Badge>
            {condition.relay && <code>{condition.relay}</code>}
            {tone === "good" ? (
              <span className="quiet">revision {formatCount(condition.observedRevision)}</span>
            ) : (
              <span className={tone === "bad" ? "failure" : "quiet"}>{condition.message}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
