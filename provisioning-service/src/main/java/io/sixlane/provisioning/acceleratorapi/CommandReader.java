package io.sixlane.provisioning.acceleratorapi;

import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.http.body.JsonFields;
import io.sixlane.http.body.TextForm;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddAccessPrefixes;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.AddRegions;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ChangeRegion;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Delete;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveAccessPrefix;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveEndpoint;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveEndpointGroup;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveListener;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.RemoveRegion;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.Rename;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplaceEndpoints;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.ReplacePlan;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.SetAutoRenewal;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.UnbindPlan;
import io.sixlane.provisioning.request.Identifiers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Reads commands from JSON: one method for each kind of body, and {@link #any} for a command that
 * names its kind and its target. Every bad field is noted in the {@link JsonFields}.
 */
public final class CommandReader {
    private final Identifiers identifiers = new Identifiers();
    private final Map<String, String> references;

    /** A reader without references. */
    public CommandReader() {
        this(Map.of());
    }

    /**
     * @param references what may stand in the place of an id, like {@code $web}, and the id itself;
     *     looked up when a command is read
     */
    public CommandReader(Map<String, String> references) {
        this.references = references;
    }

    /** The kinds that {@link #any} reads; in the field {@code op} the first letter is small. */
    @SuppressWarnings("MemberName")
    public enum Kind {
        Rename,
        SetAutoRenewal,
        BindPlan,
        UnbindPlan,
        ReplacePlan,
        AddRegions,
        ChangeRegion,
        RemoveRegion,
        AddListener,
        ChangeListener,
        RemoveListener,
        AddAccessPrefixes,
        RemoveAccessPrefix,
        AddEndpointGroup,
        ChangeEndpointGroup,
        RemoveEndpointGroup,
        ReplaceEndpoints,
        AddEndpoint,
        ChangeEndpoint,
        RemoveEndpoint,
        Delete
    }

    /**
     * A command with its kind in {@code op}, and its target in {@code listenerId} and so on.
     *
     * @param then reads what else belongs to such a command
     */
    public AcceleratorCommand any(
            JsonFields fields, BiConsumer<AcceleratorCommand, JsonFields> then) {
        return fields.union(
                "op",
                List.of(Kind.values()),
                CommandReader::op,
                null,
                (kind, found) -> {
                    var command = command(kind, found);
                    then.accept(command, found);
                    return command;
                });
    }

    private AcceleratorCommand command(Kind kind, JsonFields fields) {
        return switch (kind) {
            case Rename -> rename(fields);
            case SetAutoRenewal -> setAutoRenewal(fields);
            case BindPlan -> new BindPlan(planId(fields, "planId"));
            case UnbindPlan -> new UnbindPlan(planId(fields, "planId"));
            case ReplacePlan ->
                    new ReplacePlan(planId(fields, "planId"), planId(fields, "replacementId"));
            case AddRegions -> addRegions(fields);
            case ChangeRegion -> changeRegion(fields.code("region"), fields);
            case RemoveRegion -> new RemoveRegion(fields.code("region"), cascade(fields));
            case AddListener -> addListener(fields);
            case ChangeListener -> changeListener(listenerId(fields), fields);
            case RemoveListener -> new RemoveListener(listenerId(fields), cascade(fields));
            case AddAccessPrefixes -> addAccessPrefixes(listenerId(fields), fields);
            case RemoveAccessPrefix ->
                    new RemoveAccessPrefix(
                            listenerId(fields),
                            AccessRequest.readKind(fields),
                            ListenerFields.prefix(fields));
            case AddEndpointGroup -> addEndpointGroup(listenerId(fields), fields);
            case ChangeEndpointGroup ->
                    changeEndpointGroup(listenerId(fields), groupId(fields), fields);
            case RemoveEndpointGroup ->
                    new RemoveEndpointGroup(listenerId(fields), groupId(fields), cascade(fields));
            case ReplaceEndpoints -> replaceEndpoints(listenerId(fields), groupId(fields), fields);
            case AddEndpoint -> addEndpoint(listenerId(fields), groupId(fields), fields);
            case ChangeEndpoint ->
                    changeEndpoint(listenerId(fields), groupId(fields), endpointId(fields), fields);
            case RemoveEndpoint ->
                    new RemoveEndpoint(listenerId(fields), groupId(fields), endpointId(fields));
            case Delete -> new Delete(cascade(fields));
        };
    }

    private static String op(Kind kind) {
        return Character.toLowerCase(kind.name().charAt(0)) + kind.name().substring(1);
    }

    Rename rename(JsonFields fields) {
        return new Rename(fields.text("name", EndpointGroupRequest.NAME));
    }

    SetAutoRenewal setAutoRenewal(JsonFields fields) {
        return new SetAutoRenewal(fields.optionalBool("autoRenew"));
    }

    AddRegions addRegions(JsonFields fields) {
        return AreaRequest.read(fields).command();
    }

    ChangeRegion changeRegion(String region, JsonFields fields) {
        return new ChangeRegion(region, AreaRequest.RegionRequest.readBandwidth(fields));
    }

    AddListener addListener(JsonFields fields) {
        return new AddListener(
                ListenerRequest.read(fields)
                        .listener(new ListenerId(identifiers.next(ListenerId.PREFIX))));
    }

    ChangeListener changeListener(ListenerId id, JsonFields fields) {
        return new ChangeListener(id, ListenerRequest.readChange(fields));
    }

    static AddAccessPrefixes addAccessPrefixes(ListenerId id, JsonFields fields) {
        var request = AccessRequest.read(fields);
        return new AddAccessPrefixes(id, request.kind(), request.prefixes());
    }

    AddEndpointGroup addEndpointGroup(ListenerId id, JsonFields fields) {
        return new AddEndpointGroup(id, EndpointGroupRequest.read(fields).group(identifiers));
    }

    ChangeEndpointGroup changeEndpointGroup(
            ListenerId id, EndpointGroupId groupId, JsonFields fields) {
        return new ChangeEndpointGroup(id, groupId, EndpointGroupRequest.readChange(fields));
    }

    ReplaceEndpoints replaceEndpoints(ListenerId id, EndpointGroupId groupId, JsonFields fields) {
        var endpoints = EndpointsRequest.read(fields).endpoints();
        return new ReplaceEndpoints(
                id, groupId, endpoints.stream().map(e -> e.endpoint(identifiers)).toList());
    }

    AddEndpoint addEndpoint(ListenerId id, EndpointGroupId groupId, JsonFields fields) {
        return new AddEndpoint(id, groupId, EndpointRequest.read(fields).endpoint(identifiers));
    }

    ChangeEndpoint changeEndpoint(
            ListenerId id, EndpointGroupId groupId, EndpointId endpointId, JsonFields fields) {
        return new ChangeEndpoint(id, groupId, endpointId, EndpointRequest.readChange(fields));
    }

    private static boolean cascade(JsonFields fields) {
        return fields.bool("cascade", false);
    }

    private BandwidthPlanId planId(JsonFields fields, String name) {
        return id(fields, name, "gbwp-", BandwidthPlanId::new);
    }

    private ListenerId listenerId(JsonFields fields) {
        return id(fields, "listenerId", ListenerId.PREFIX, ListenerId::new);
    }

    private EndpointGroupId groupId(JsonFields fields) {
        return id(fields, "endpointGroupId", EndpointGroupId.PREFIX, EndpointGroupId::new);
    }

    private EndpointId endpointId(JsonFields fields) {
        return id(fields, "endpointId", EndpointId.PREFIX, EndpointId::new);
    }

    /** Replaces a bad id by one that ends in 0. */
    private <T> T id(JsonFields fields, String name, String prefix, Function<String, T> type) {
        var form = prefix + "[a-z0-9]{1,60}";
        var text =
                fields.text(
                        name,
                        new TextForm(
                                "%s|\\$[A-Za-z0-9_-]{1,60}".formatted(form),
                                null,
                                2,
                                prefix.length() + 60,
                                prefix + "1",
                                id ->
                                        resolved(id).matches(form)
                                                ? Optional.empty()
                                                : Optional.of(
                                                        id.startsWith("$")
                                                                ? "no change before this one adds "
                                                                        + id
                                                                : "must be an id like "
                                                                        + prefix
                                                                        + "1")));
        return type.apply(resolved(text).matches(form) ? resolved(text) : prefix + "0");
    }

    private String resolved(String id) {
        return references.getOrDefault(id, id);
    }
}
