package io.sixlane.relay.listener;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.forward.CarriedFlow;
import io.sixlane.relay.lane.FlowAdmission;
import io.sixlane.relay.lane.Open;
import io.sixlane.relay.lane.Refusal;
import io.sixlane.relay.report.RelayMeters;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Admits flows of other relays by this relay's own configuration. A stolen relay reaches configured
 * endpoints only.
 */
final class CarriedFlows implements FlowAdmission {
    private final Supplier<ConfigurationImage> image;
    private final EndpointResolver resolver;
    private final RelayMeters meters;
    private final BooleanSupplier draining;

    /**
     * @param draining whether flows go to other relays
     */
    CarriedFlows(
            Supplier<ConfigurationImage> image,
            EndpointResolver resolver,
            RelayMeters meters,
            BooleanSupplier draining) {
        this.draining = draining;
        this.image = image;
        this.resolver = resolver;
        this.meters = meters;
    }

    @Override
    public Answer admit(String from, Open open) {
        if (draining.getAsBoolean()) {
            return new Refused(Refusal.DRAINING);
        }
        var flow = open.flow();
        var id = new AcceleratorId(flow.accelerator());
        var held = image.get();
        var found = Optional.ofNullable(held.accelerator(id)).flatMap(each -> place(each, flow));
        if (found.isPresent()) {
            var place = found.get();
            var port = place.group().endpointPort(place.endpoint(), flow.port());
            return new Admitted(
                    new CarriedRoute(place.endpoint().address(), port, open, resolver, meters));
        }
        return held.revisionOf(id) < flow.revision()
                ? new NotYet()
                : new Refused(Refusal.NOT_ALLOWED);
    }

    private record Place(EndpointGroup group, Endpoint endpoint) {}

    private static Optional<Place> place(AcceleratorImage accelerator, CarriedFlow flow) {
        if (!accelerator.forwards()) {
            return Optional.empty();
        }
        return accelerator.listeners().stream()
                .filter(listener -> isOf(listener, flow))
                .flatMap(listener -> listener.endpointGroups().stream())
                .filter(group -> group.id().toString().equals(flow.group()))
                .flatMap(
                        group ->
                                group.endpoints().stream()
                                        .map(endpoint -> new Place(group, endpoint)))
                .filter(place -> place.endpoint().id().toString().equals(flow.endpoint()))
                .findFirst();
    }

    private static boolean isOf(Listener listener, CarriedFlow flow) {
        return listener.protocol() == Protocol.TCP
                && listener.id().toString().equals(flow.listener())
                && listener.ports().stream()
                        .anyMatch(
                                range -> range.from() <= flow.port() && flow.port() <= range.to());
    }
}
