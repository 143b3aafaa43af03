import type { Relay } from "./api";
import { Badge } from "./Badge";
import { formatAge, formatCount, UNKNOWN } from "./format";

/** Who forwards, where, and how busy it is. */
export function RelayTable({ relays, now }: { relays: Relay[]; now: number }) {
  if (relays.length === 0) {
    return <p className="panel quiet">No relay has sent a heartbeat yet.</p>;
  }
  return (
    <div className="panel scroll" tabIndex={0} role="group" aria-labelledby="relays-heading">
      <table>
        <thead>
          <tr>
            <th scope="col">Relay</th>
            <th scope="col">State</th>
            <th scope="col">Region</th>
            <th scope="col">Forwarding path</th>
            <th scope="col" className="number">
              Active connections
            </th>
            <th scope="col" className="number">
              Accelerators
            </th>
            <th scope="col" className="number">
              Listeners
            </th>
            <th scope="col" className="number">
              Last heartbeat
            </th>
          </tr>
        </thead>
        <tbody>
          {relays.map((relay) => (
            <tr key={relay.id}>
              <th scope="row">
                <code>{relay.id}</code>
              </th>
              <td>
                <RelayState relay={relay} />
              </td>
              <td>{relay.region ?? UNKNOWN}</td>
              <td>{relay.path ?? UNKNOWN}</td>
              <td className="number">{formatCount(relay.connectionsActive)}</td>
              <td className="number">{formatCount(relay.accelerators)}</td>
              <td className="number">{formatCount(relay.listeners)}</td>
              <td className="number" title={relay.lastHeartbeatAt}>
                {formatAge(relay.lastHeartbeatAt, now)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RelayState({ relay }: { relay: Relay }) {
  if (relay.alive === undefined) {
    return <Badge tone="unknown">Unknown</Badge>;
  }
  return relay.alive ? <Badge tone="good">Alive</Badge> : <Badge tone="bad">Silent</Badge>;
}
