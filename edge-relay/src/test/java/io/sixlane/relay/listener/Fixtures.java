package io.sixlane.relay.listener;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sixlane.configuration.accelerator.AccelerationRegion;
import io.sixlane.configuration.accelerator.Accelerator;
import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.BoundPlan;
import io.sixlane.configuration.accelerator.ClientAffinity;
import io.sixlane.configuration.accelerator.Endpoint;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.EndpointId;
import io.sixlane.configuration.accelerator.EndpointState;
import io.sixlane.configuration.accelerator.EndpointType;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.accelerator.PortOverride;
import io.sixlane.configuration.accelerator.PortRange;
import io.sixlane.configuration.accelerator.Protocol;
import io.sixlane.configuration.accelerator.SpecificationLimits;
import io.sixlane.configuration.accelerator.Suspension;
import io.sixlane.configuration.address.EndpointPolicy;
import io.sixlane.configuration.address.IpPrefix;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.image.AcceleratorRecord;
import io.sixlane.configuration.image.ConfigurationDelta;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.bandwidth.Bandwidths;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.fleet.LiveRelays;
import io.sixlane.relay.flow.FlowProperties;
import io.sixlane.relay.flow.FlowRecorder;
import io.sixlane.relay.health.EndpointWatches;
import io.sixlane.relay.limit.ConnectionLimits;
import io.sixlane.relay.limit.ConnectionRates;
import io.sixlane.relay.limit.DescriptorShares;
import io.sixlane.relay.limit.HostAddresses;
import io.sixlane.relay.limit.LoopGuard;
import io.sixlane.relay.report.AdmittedRevisions;
import io.sixlane.relay.report.MeasurementTicks;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.report.TrafficMeters;
import io.sixlane.relay.route.Ways;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.topics.KafkaAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Accelerators of the region {@value #REGION} as tests need them. */
public final class Fixtures {
    public static final String REGION = "cn-hongkong";

    private Fixtures() {}

    /** Where no broker is. */
    public static final KafkaAccess NO_KAFKA = KafkaAccess.of("127.0.0.1:1", "");

    public static RelayProperties properties(String pool, Path folder, KafkaAccess kafka) {
        return properties(pool, folder, kafka, Duration.ofSeconds(1));
    }

    static RelayProperties properties(
            String pool, Path folder, KafkaAccess kafka, Duration drainTimeout) {
        return properties(pool, folder, kafka, drainTimeout, false);
    }

    private static RelayProperties properties(
            String pool,
            Path folder,
            KafkaAccess kafka,
            Duration drainTimeout,
            boolean bindEachAddress) {
        return new RelayProperties(
                "relay-1",
                REGION,
                List.of(IpPrefix.of(pool)),
                folder,
                kafka,
                Duration.ofSeconds(2),
                List.of(),
                drainTimeout,
                Duration.ofSeconds(2),
                Duration.ofMinutes(15),
                DataSize.ofKilobytes(64),
                Duration.ofMillis(50),
                bindEachAddress);
    }

    /** Fixtures of a relay that binds each address of its pool. */
    static ServedPort.Setting settingOfEachApart(String pool, RelayMeters meters) {
        return setting(
                properties(pool, Path.of("unused"), NO_KAFKA, Duration.ofSeconds(1), true),
                new LiveRelays("relay-1", REGION),
                new DescriptorShares(),
                meters);
    }

    /** Fixtures of a relay that is alone in its region. */
    static ServedPort.Setting setting(String pool, RelayMeters meters) {
        return setting(pool, new LiveRelays("relay-1", REGION), meters);
    }

    static ServedPort.Setting setting(String pool, LiveRelays relays, RelayMeters meters) {
        return setting(
                properties(pool, Path.of("unused"), NO_KAFKA),
                relays,
                new DescriptorShares(),
                meters);
    }

    /** Fixtures of a lone relay that keeps its state in {@code folder}. */
    static ServedPort.Setting settingIn(Path folder, RelayMeters meters) {
        return setting(
                properties("::1/128", folder, NO_KAFKA),
                new LiveRelays("relay-1", REGION),
                new DescriptorShares(),
                meters);
    }

    /** Fixtures of a lone relay with a limit of descriptors. */
    static ServedPort.Setting settingOfFew(int descriptors, RelayMeters meters) {
        return setting(
                properties("::1/128", Path.of("unused"), NO_KAFKA),
                new LiveRelays("relay-1", REGION),
                new DescriptorShares(descriptors),
                meters);
    }

    /** Of ::1, that tells nobody what it did. */
    public static ListenerReconciler reconciler(
            TcpPath tcp,
            UdpPath udp,
            InheritedSockets inherited,
            Duration drainTimeout,
            RelayMeters meters) {
        var properties = properties("::1/128", Path.of("unused"), NO_KAFKA, drainTimeout);
        return new ListenerReconciler(
                tcp,
                udp,
                inherited,
                setting(
                        properties,
                        new LiveRelays("relay-1", REGION),
                        new DescriptorShares(),
                        meters),
                (_, _) -> {},
                InstantSource.system());
    }

    /** Fixtures of a relay with its own resolver. */
    static ServedPort.Setting settingOfNames(
            String pool, EndpointResolver resolver, RelayMeters meters) {
        return setting(
                properties(pool, Path.of("unused"), NO_KAFKA),
                new LiveRelays("relay-1", REGION),
                new DescriptorShares(),
                meters,
                resolver);
    }

    private static ServedPort.Setting setting(
            RelayProperties properties,
            LiveRelays relays,
            DescriptorShares descriptors,
            RelayMeters meters) {
        return setting(
                properties,
                relays,
                descriptors,
                meters,
                new EndpointResolver(() -> EndpointPolicy.allowing("127.0.0.0/8, ::1")));
    }

    private static ServedPort.Setting setting(
            RelayProperties properties,
            LiveRelays relays,
            DescriptorShares descriptors,
            RelayMeters meters,
            EndpointResolver resolver) {
        return new ServedPort.Setting(
                properties,
                resolver,
                new EndpointWatches(resolver, InstantSource.system(), () -> 0),
                new ConnectionLimits(),
                descriptors,
                new ConnectionRates(64, System::nanoTime),
                new Bandwidths(),
                relays,
                new TrafficMeters(),
                meters,
                new FlowRecorder(
                        properties,
                        new FlowProperties(1, true, 1_000, 100),
                        meters,
                        new MeasurementTicks(),
                        new SimpleMeterRegistry()),
                new AdmittedRevisions(),
                new LoopGuard(new HostAddresses(List::of, System::nanoTime), 0, System::nanoTime),
                Ways.DIRECT);
    }

    /** The same with a bound on connections from this host, where all clients of tests are. */
    static ServedPort.Setting withMostFromHost(ServedPort.Setting setting, int most) {
        return new ServedPort.Setting(
                setting.properties(),
                setting.resolver(),
                setting.watches(),
                setting.limits(),
                setting.descriptors(),
                setting.rates(),
                setting.bandwidths(),
                setting.relays(),
                setting.traffic(),
                setting.meters(),
                setting.flows(),
                setting.revisions(),
                new LoopGuard(
                        new HostAddresses(List::of, System::nanoTime), most, System::nanoTime),
                setting.ways());
    }

    public static ConfigurationImage image(AcceleratorRecord... records) {
        var delta = new ConfigurationDelta(ConfigurationImage.EMPTY);
        Stream.of(records).forEach(delta::replay);
        return delta.apply();
    }

    public static AcceleratorImage accelerator(
            String id, long revision, String address, int maxConnections, Listener... listeners) {
        return accelerator(id, revision, address, 10, maxConnections, listeners);
    }

    public static AcceleratorImage accelerator(
            String id,
            long revision,
            String address,
            int bandwidthMbps,
            int maxConnections,
            Listener... listeners) {
        return new AcceleratorImage(
                new AcceleratorId(id),
                revision,
                String.format(Locale.ROOT, "%064x", revision),
                Instant.parse("2026-11-23T00:00:00Z"),
                Accelerator.bare(
                                "account-1",
                                new SpecificationLimits("SMALL_I", 1, 20, maxConnections))
                        .withRegions(
                                List.of(
                                        new AccelerationRegion(
                                                "ASIA_PACIFIC",
                                                REGION,
                                                bandwidthMbps,
                                                IpVersion.IPV6,
                                                address)))
                        .withListeners(List.of(listeners)));
    }

    /** The accelerator as one of another account. */
    static AcceleratorImage of(String account, AcceleratorImage accelerator) {
        return accelerator.with(
                Accelerator.bare(account, accelerator.specification())
                        .withRegions(accelerator.regions())
                        .withListeners(accelerator.listeners()));
    }

    public static AcceleratorImage suspended(AcceleratorImage image) {
        return image.with(
                image.accelerator()
                        .withSuspension(
                                new Suspension(Suspension.Reason.EXPIRED, image.occurredAt())));
    }

    static AcceleratorImage withPlan(AcceleratorImage image, BoundPlan plan) {
        return image.with(image.accelerator().withPlan(plan));
    }

    /** Everything that comes to {@code port} goes to 127.0.0.1. */
    public static Listener listener(String id, int port, int endpointPort) {
        return listener(id, port, group(port, endpointPort, endpoint("127.0.0.1", 255)));
    }

    public static Listener listener(String id, int port, EndpointGroup... groups) {
        return new Listener(
                new ListenerId(id),
                id,
                Protocol.TCP,
                List.of(new PortRange(port, port)),
                ClientAffinity.NONE,
                List.of(groups));
    }

    public static EndpointGroup group(int port, int endpointPort, Endpoint... endpoints) {
        return new EndpointGroup(
                new EndpointGroupId("epg-1"),
                "group",
                "us-west-1",
                BackendService.OFF_CLOUD,
                false,
                List.of(endpoints),
                List.of(new PortOverride(port, endpointPort)));
    }

    /** A group without overrides whose endpoints have their own ports on 127.0.0.1. */
    static EndpointGroup group(@Nullable Integer drainSeconds, Endpoint... endpoints) {
        return new EndpointGroup(
                new EndpointGroupId("epg-1"),
                "group",
                "us-west-1",
                BackendService.OFF_CLOUD,
                false,
                List.of(endpoints),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                drainSeconds);
    }

    /** A server of 127.0.0.1. */
    public static Endpoint endpointAt(int port, EndpointState state) {
        return new Endpoint(
                new EndpointId("ep-" + port),
                EndpointType.CUSTOM_IP,
                "127.0.0.1",
                255,
                port,
                state);
    }

    public static Endpoint endpoint(String address, int weight) {
        return new Endpoint(
                new EndpointId("ep-" + address.replaceAll("[^0-9a-z]", "")),
                EndpointType.CUSTOM_IP,
                address,
                weight);
    }
}
