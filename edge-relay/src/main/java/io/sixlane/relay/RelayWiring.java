package io.sixlane.relay;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.address.LiveEndpointPolicy;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.fleet.EndedKeys;
import io.sixlane.relay.fleet.LiveRelays;
import io.sixlane.relay.fleet.RelayPools;
import io.sixlane.relay.health.EndpointWatches;
import io.sixlane.relay.kafka.RelayPublisher;
import io.sixlane.relay.limit.HostAddresses;
import io.sixlane.relay.limit.LoopGuard;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.route.LinkObserver;
import io.sixlane.relay.route.Routes;
import io.sixlane.relay.route.Ways;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.udp.LinuxUdpPath;
import io.sixlane.relay.udp.PortableUdpPath;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.relay.udp.UdpSettings;
import io.sixlane.topics.FleetFile;
import io.sixlane.topics.FleetReader;
import io.sixlane.topics.KnownSigners;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts that features share: the clock, names, and the forwarding path of this host. */
@Configuration(proxyBeanMethods = false)
class RelayWiring {
    /** Per event loop; 48 bytes of table each. */
    private static final int MAX_UDP_SESSIONS = 1 << 18;

    private static final Logger log = LoggerFactory.getLogger(RelayWiring.class);

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    MeterBinder unsignedRecords(RelayProperties properties) {
        var signers = properties.kafka().signers();
        return registry ->
                FunctionCounter.builder(KnownSigners.METER, signers, KnownSigners::refused)
                        .register(registry);
    }

    @Bean
    LiveRelays liveRelays(RelayProperties properties, EndedKeys ended) {
        var relays = new LiveRelays(properties.id(), properties.region());
        ended.onEnd(each -> relays.forget(each.relayId()::equals));
        return relays;
    }

    @Bean
    EndedKeys endedKeys(FleetReader fleet) {
        return new EndedKeys(fleet);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    FleetReader fleetReader(RelayProperties properties) {
        return new FleetReader(properties.kafka(), FleetFile.in(properties.stateFolder()));
    }

    @Bean
    RelayPools relayPools(RelayProperties properties, FleetReader fleet) {
        return new RelayPools(properties, fleet);
    }

    @Bean
    Ways ways(Routes routes) {
        return routes.ways();
    }

    @Bean
    Routes routes(
            RelayProperties properties,
            LaneProperties lanes,
            LiveRelays relays,
            RelayPublisher publisher,
            InstantSource clock,
            MeterRegistry registry) {
        return new Routes(properties, lanes.listenAddress(), relays, publisher, clock, registry);
    }

    @Bean
    LinkObserver linkObserver(Routes routes) {
        return routes.links();
    }

    @Bean
    LiveEndpointPolicy endpointPolicy(
            RelayProperties relay, InstallationProperties installation, RelayPools pools) {
        var policy = new LiveEndpointPolicy(() -> installation.policy(relay, pools.all()));
        pools.onChange(policy::refresh);
        return policy;
    }

    @Bean
    EndpointResolver endpointResolver(LiveEndpointPolicy policy) {
        return new EndpointResolver(policy);
    }

    @Bean
    LoopGuard loopGuard(RelayPools pools, LoopProperties properties) {
        return new LoopGuard(
                new HostAddresses(pools::own, System::nanoTime),
                properties.connectionsFromHost(),
                System::nanoTime);
    }

    @Bean
    EndpointWatches endpointWatches(EndpointResolver resolver, InstantSource clock) {
        return new EndpointWatches(resolver, clock, () -> ThreadLocalRandom.current().nextDouble());
    }

    @Bean
    TcpPath tcpPath(RelayProperties properties, ForwardingProperties forwarding) {
        var path = forwarding.path().open(forwarding.settings(properties));
        log.atInfo()
                .addKeyValue("relay", properties.id())
                .addKeyValue("path", path)
                .log("forwarding path chosen");
        return path;
    }

    @Bean(destroyMethod = "")
    UdpPath udpPath(RelayProperties properties, RelayMeters meters) {
        var settings =
                new UdpSettings(
                        Duration.ofSeconds(Listener.DEFAULT_UDP_IDLE_SECONDS),
                        Runtime.getRuntime().availableProcessors(),
                        MAX_UDP_SESSIONS);
        var path =
                LinuxUdpPath.isAvailable()
                        ? new LinuxUdpPath(settings, meters::datagramsDropped)
                        : new PortableUdpPath(settings, meters::datagramsDropped);
        log.atInfo()
                .addKeyValue("relay", properties.id())
                .addKeyValue("path", path.name())
                .log("datagram path chosen");
        return path;
    }
}
