import type { EndpointGroup, Listener } from "./api";
import { formatConstant, formatCount, formatEndpoint, formatPorts, UNKNOWN } from "./format";

/** What an accelerator listens on, and where it goes from there. */
export function ListenerTable({ listeners }: { listeners: Listener[] }) {
  if (listeners.length === 0) {
    return <p className="quiet no-listener">No listener yet: nothing is forwarded.</p>;
  }
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label="Listeners">
      <table>
        <thead>
          <tr>
            <th scope="col">Listener</th>
            <th scope="col">Protocol</th>
            <th scope="col">Ports</th>
            <th scope="col">Client affinity</th>
            <th scope="col">Endpoints, by group</th>
          </tr>
        </thead>
        <tbody>
          {listeners.map((listener) => (
            <tr key={listener.id}>
              <th scope="row" title={listener.id}>
                {listener.name ?? listener.id}
              </th>
              <td>{listener.protocol ?? UNKNOWN}</td>
              <td className="ports">{formatPorts(listener.ports)}</td>
              <td>{formatConstant(listener.clientAffinity)}</td>
              <td>
                <Groups groups={listener.endpointGroups ?? []} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Groups({ groups }: { groups: EndpointGroup[] }) {
  if (groups.length === 0) {
    return <span className="quiet">none yet</span>;
  }
  return (
    <ul className="plain">
      {groups.map((group) => (
        <li key={group.id}>
          <span title={group.id}>{group.name ?? group.id}</span>{" "}
          <span className="quiet">{groupFacts(group)}</span>
          <ul className="plain">
            {(group.endpoints ?? []).map((endpoint) => (
              <li key={endpoint.id} className="endpoint">
                <code>{formatEndpoint(endpoint)}</code>{" "}
                <span className="quiet">
                  weight {formatCount(endpoint.weight)}
                  {endpoint.weight === 0 && ", gets no traffic"}
                  {endpoint.state === "DRAINING" && ", draining: gets no new connections"}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** Nothing while relays choose the route themselves. */
function routeFacts(group: EndpointGroup): string | undefined {
  switch (group.route?.mode) {
    case "DIRECT":
      return "goes direct";
    case "VIA":
      return `through ${(group.route.regions ?? []).join(" and ")}`;
    default:
      return undefined;
  }
}

function groupFacts(group: EndpointGroup): string {
  return [
    group.region,
    group.backendService && formatConstant(group.backendService).toLowerCase(),
    ...(group.portOverrides ?? []).map((o) => `port ${o.listenerPort} → ${o.endpointPort}`),
    routeFacts(group),
  ]
    .filter(Boolean)
    .join(" · ");
}
