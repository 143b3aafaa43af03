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
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Admits flows of other relays by this relay's own configuration. A stolen relay reaches configured
 * endpoints only.
 */
final class CarriedFlows implements FlowAdmission {
    /** Beyond the idle timeout of a session. */
    private static final Duration SPARE = Duration.ofMinutes(1);

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
    public Answer admit(Protocol protocol, String from, Open open) {
        if (draining.getAsBoolean()) {
            return new Refused(Refusal.DRAINING);
        }
        var flow = open.flow();
        var id = new AcceleratorId(flow.accelerator());
        var held = image.get();
        var found =
                Optional.ofNullable(held.accelerator(id))
                        .flatMap(each -> place(each, protocol, flow));
        if (found.isPresent()) {
            var place = found.get();
            var port = place.group().endpointPort(place.endpoint(), flow.port());
            return new Admitted(
                    new CarriedRoute(
                            place.endpoint().address(),
                            port,
                            open,
                            idle(place.listener()),
                            resolver,
                            meters));
        }
        return held.revisionOf(id) < flow.revision()
                ? new NotYet()
                : new Refused(Refusal.NOT_ALLOWED);
    }

    private record Place(Listener listener, EndpointGroup group, Endpoint endpoint) {}

    private static Stream<Place> places(Listener listener, EndpointGroup group) {
        return group.endpoints().stream().map(endpoint -> new Place(listener, group, endpoint));
    }

    private static Optional<Place> place(
            AcceleratorImage accelerator, Protocol protocol, CarriedFlow flow) {
        if (!accelerator.forwards()) {
            return Optional.empty();
        }
        return accelerator.listeners().stream()
                .filter(listener -> listener.protocol() == protocol && isOf(listener, flow))
                .flatMap(
                        listener ->
                                listener.endpointGroups().stream()
                                        .flatMap(group -> places(listener, group)))
                .filter(place -> place.group().id().toString().equals(flow.group()))
                .filter(place -> place.endpoint().id().toString().equals(flow.endpoint()))
                .findFirst();
    }

    /**
     * The relay that accepted the client ends an idle session; this one does so only when that
     * relay is gone. Null for connections, which break with their lane.
     */
    private static @Nullable Duration idle(Listener listener) {
        return listener.protocol() == Protocol.UDP
                ? Duration.ofSeconds(listener.effectiveIdleTimeoutSeconds()).plus(SPARE)
                : null;
    }

    private static boolean isOf(Listener listener, CarriedFlow flow) {
        return listener.id().toString().equals(flow.listener())
                && listener.ports().stream()
                        .anyMatch(
                                range -> range.from() <= flow.port() && flow.port() <= range.to());
    }
}
