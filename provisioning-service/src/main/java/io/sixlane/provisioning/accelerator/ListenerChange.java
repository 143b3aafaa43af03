package io.sixlane.provisioning.accelerator;

import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerLimits;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.http.body.PatchedField;
import java.util.List;

/** Changed settings of a listener; lists and limits as a whole. */
public record ListenerChange(
        PatchedField<String> name,
        PatchedField<List<PortRange>> ports,
        PatchedField<ClientAffinity> clientAffinity,
        PatchedField<Integer> affinityPrefixLength,
        PatchedField<Integer> idleTimeoutSeconds,
        PatchedField<List<AccessList>> accessLists,
        PatchedField<ListenerLimits> limits) {
    Listener of(Listener held) {
        return new Listener(
                held.id(),
                name.or(held.name(), held.name()),
                held.protocol(),
                ports.or(held.ports(), held.ports()),
                clientAffinity.or(held.clientAffinity(), ClientAffinity.NONE),
                held.endpointGroups(),
                affinityPrefixLength.orHeld(held.affinityPrefixLength()),
                idleTimeoutSeconds.orHeld(held.idleTimeoutSeconds()),
                accessLists.orHeld(held.accessLists()),
                limits.orHeld(held.limits()));
    }
}
