package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.ListenerLimits;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import java.util.List;

/**
 * A listener with the values in force.
 *
 * @param affinityPrefixLength leading bits of an IPv6 address that make one client, 48 to 128
 * @param idleTimeoutSeconds after which a silent connection or session ends, in seconds
 * @param fromDefault the fields that no request has set
 */
record ListenerView(
        ListenerId id,
        String name,
        Protocol protocol,
        List<PortRange> ports,
        ClientAffinity clientAffinity,
        List<EndpointGroupView> endpointGroups,
        int affinityPrefixLength,
        int idleTimeoutSeconds,
        List<AccessList> accessLists,
        ListenerLimits limits,
        List<String> fromDefault) {
    ListenerView {
        ports = List.copyOf(ports);
        endpointGroups = List.copyOf(endpointGroups);
        accessLists = List.copyOf(accessLists);
        fromDefault = List.copyOf(fromDefault);
    }

    static ListenerView of(Listener listener) {
        var defaults = new Defaults();
        return new ListenerView(
                listener.id(),
                listener.name(),
                listener.protocol(),
                listener.ports(),
                listener.clientAffinity(),
                listener.endpointGroups().stream().map(EndpointGroupView::of).toList(),
                defaults.inForce(
                        "affinityPrefixLength",
                        listener.affinityPrefixLength(),
                        listener.effectiveAffinityPrefixLength()),
                defaults.inForce(
                        "idleTimeoutSeconds",
                        listener.idleTimeoutSeconds(),
                        listener.effectiveIdleTimeoutSeconds()),
                defaults.inForce(
                        "accessLists", listener.accessLists(), listener.effectiveAccessLists()),
                defaults.inForce("limits", listener.limits(), listener.effectiveLimits()),
                defaults.fields());
    }
}
