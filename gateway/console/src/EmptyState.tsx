import { CopyableText } from "./CopyableText";

/** What to do first. */
export function EmptyState() {
  const curl = `curl -s ${window.location.origin}/v1/recommendations \\
  -H 'Content-Type: application/json' \\
  -d '{"accelerationRegion":"cn-hongkong","serviceRegion":"us-west-1",
       "icpFiling":false,"serverArea":"OFF_CLOUD",
       "peakBandwidthMbps":10,"maxConcurrentConnections":5000}'`;
  return (
    <div className="panel empty">
      <h3>No accelerator yet</h3>
      <p>Order, set up and use one in a single command, in the folder of this project:</p>
      <p>
        <CopyableText text="./sixlane demo" what="the command" />
      </p>
      <p>Or step by step. The first step asks which bundle fits:</p>
      <pre tabIndex={0} aria-label="A curl example">
        {curl}
      </pre>
    </div>
  );
}
