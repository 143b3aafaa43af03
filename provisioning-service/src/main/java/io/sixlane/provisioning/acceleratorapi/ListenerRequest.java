package io.sixlane.provisioning.acceleratorapi;

import static io.sixlane.provisioning.acceleratorapi.ListenerFields.LEAST_PREFIX_LENGTH;
import static io.sixlane.provisioning.acceleratorapi.ListenerFields.MOST_IDLE_SECONDS;
import static io.sixlane.provisioning.acceleratorapi.ListenerFields.MOST_PREFIX_LENGTH;

import io.sixlane.configuration.accelerator.AccessList;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.ListenerLimits;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.http.body.JsonFields;
import io.sixlane.provisioning.accelerator.ListenerChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A listener as asked for: a new one has no endpoint groups. */
record ListenerRequest(
        String name,
        Protocol protocol,
        List<PortRange> ports,
        ClientAffinity clientAffinity,
        @Nullable Integer affinityPrefixLength,
        @Nullable Integer idleTimeoutSeconds,
        @Nullable List<AccessList> accessLists,
        @Nullable ListenerLimits limits) {
    static ListenerRequest read(JsonFields fields) {
        return new ListenerRequest(
                fields.text("name", ListenerFields.NAME),
                fields.oneOf("protocol", Protocol.class),
                ListenerFields.ports(fields),
                fields.oneOf("clientAffinity", ClientAffinity.class, ClientAffinity.NONE),
                fields.optionalInteger(
                        "affinityPrefixLength", LEAST_PREFIX_LENGTH, MOST_PREFIX_LENGTH),
                fields.optionalInteger("idleTimeoutSeconds", 1, MOST_IDLE_SECONDS),
                ListenerFields.accessLists(fields),
                fields.optionalObject("limits", ListenerFields::limits));
    }

    static ListenerChange readChange(JsonFields fields) {
        fields.immutable("protocol", "add another listener");
        return new ListenerChange(
                fields.requiredChange("name", name -> fields.text(name, ListenerFields.NAME)),
                fields.requiredChange("ports", _ -> ListenerFields.ports(fields)),
                fields.change("clientAffinity", name -> fields.oneOf(name, ClientAffinity.class)),
                fields.change(
                        "affinityPrefixLength",
                        name -> fields.integer(name, LEAST_PREFIX_LENGTH, MOST_PREFIX_LENGTH)),
                fields.change(
                        "idleTimeoutSeconds", name -> fields.integer(name, 1, MOST_IDLE_SECONDS)),
                fields.change("accessLists", _ -> accessLists(fields)),
                fields.change("limits", name -> fields.object(name, ListenerFields::limits)));
    }

    private static List<AccessList> accessLists(JsonFields fields) {
        var lists = ListenerFields.accessLists(fields);
        return lists == null ? List.of() : lists;
    }

    Listener listener(ListenerId id) {
        return new Listener(
                id,
                name,
                protocol,
                ports,
                clientAffinity,
                List.of(),
                affinityPrefixLength,
                idleTimeoutSeconds,
                accessLists,
                limits);
    }
}
