package io.sixlane.relay.listener;

import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.bandwidth.Bandwidths;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.fleet.LiveRelays;
import io.sixlane.relay.fleet.RelayPools;
import io.sixlane.relay.fleet.RelayState;
import io.sixlane.relay.flow.FlowRecorder;
import io.sixlane.relay.health.EndpointWatches;
import io.sixlane.relay.kafka.RelayPublisher;
import io.sixlane.relay.lane.FlowAdmission;
import io.sixlane.relay.lane.Refusal;
import io.sixlane.relay.limit.ConnectionLimits;
import io.sixlane.relay.limit.ConnectionRates;
import io.sixlane.relay.limit.DescriptorShares;
import io.sixlane.relay.limit.LoopGuard;
import io.sixlane.relay.report.AdmittedRevisions;
import io.sixlane.relay.report.RelayMeters;
import io.sixlane.relay.report.TrafficMeters;
import io.sixlane.relay.route.Routes;
import io.sixlane.relay.route.Ways;
import io.sixlane.relay.tcp.TcpPath;
import io.sixlane.relay.udp.UdpPath;
import io.sixlane.topics.FleetReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;

/** The end of a relay: accept no more, let connections finish, at last reset them. */
@Configuration(proxyBeanMethods = false)
class ListenerLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ListenerLifecycle.class);

    /** Clients remembered for rates, shared by all listeners: 1 MB. */
    private static final int REMEMBERED_CLIENTS = 65_536;

    /** Time for the paths to end once connections have drained or were reset. */
    private static final Duration CLOSING = Duration.ofSeconds(10);

    @Bean(destroyMethod = "")
    ListenerReconciler listenerReconciler(
            TcpPath tcp,
            UdpPath udp,
            InheritedSockets inherited,
            RelayProperties properties,
            EndpointResolver resolver,
            EndpointWatches watches,
            ConnectionLimits limits,
            DescriptorShares descriptors,
            Bandwidths bandwidths,
            LiveRelays relays,
            TrafficMeters traffic,
            RelayMeters meters,
            FlowRecorder flows,
            AdmittedRevisions revisions,
            LoopGuard loops,
            Ways ways,
            ReconcileObserver observer,
            Routes routes,
            RelayPools pools,
            InstantSource clock) {
        var reconciler =
                new ListenerReconciler(
                        tcp,
                        udp,
                        inherited,
                        new ServedPort.Setting(
                                properties,
                                resolver,
                                watches,
                                limits,
                                descriptors,
                                new ConnectionRates(REMEMBERED_CLIENTS, System::nanoTime),
                                bandwidths,
                                relays,
                                traffic,
                                meters,
                                flows,
                                revisions,
                                loops,
                                ways),
                        observer,
                        clock);
        relays.onChange(reconciler::shareLimits);
        pools.onChange(() -> reconciler.servePools(pools.own()));
        reconciler.servePools(pools.own());
        routes.connectTimes(reconciler::connectNanos);
        return reconciler;
    }

    @Bean
    FlowAdmission flowAdmission(
            ListenerReconciler reconciler,
            EndpointResolver resolver,
            RelayMeters meters,
            RelayState state,
            FleetReader fleet) {
        var carried = new CarriedFlows(reconciler::latest, resolver, meters, state::isDraining);
        // Lanes that a relay had when it left carry no further flow.
        return (protocol, from, open) ->
                fleet.image().hasLeft(from)
                        ? new FlowAdmission.Refused(Refusal.NOT_ALLOWED)
                        : carried.admit(protocol, from, open);
    }

    @Bean
    SmartLifecycle drainAtEnd(
            ListenerReconciler reconciler,
            TcpPath tcp,
            UdpPath udp,
            RelayMeters meters,
            RelayProperties properties,
            DefaultLifecycleProcessor lifecycle) {
        lifecycle.setTimeoutForShutdownPhase(
                Drain.PHASE, properties.drainTimeout().plus(CLOSING).toMillis());
        return new Drain(reconciler, tcp, udp, meters, properties.drainTimeout());
    }

    private static final class Drain implements SmartLifecycle {
        /** Stops after the consumer, and before the reports, which then hold the last bytes. */
        private static final int PHASE = RelayPublisher.PHASE + 3;

        private static final int CHECK_MILLIS = 50;

        private final ListenerReconciler reconciler;
        private final TcpPath tcp;
        private final UdpPath udp;
        private final RelayMeters meters;
        private final Duration timeout;
        private volatile boolean running;

        private Drain(
                ListenerReconciler reconciler,
                TcpPath tcp,
                UdpPath udp,
                RelayMeters meters,
                Duration timeout) {
            this.reconciler = reconciler;
            this.tcp = tcp;
            this.udp = udp;
            this.meters = meters;
            this.timeout = timeout;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            stop(() -> {});
        }

        @Override
        public void stop(Runnable callback) {
            running = false;
            reconciler.close();
            log.atInfo().addKeyValue("connections", meters.openFlows()).log("draining");
            check(System.nanoTime() + timeout.toNanos(), callback);
        }

        private void check(long deadlineNanos, Runnable callback) {
            if (meters.openFlows() <= 0 || System.nanoTime() - deadlineNanos >= 0) {
                tcp.close();
                udp.close();
                callback.run();
                return;
            }
            CompletableFuture.delayedExecutor(CHECK_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> check(deadlineNanos, callback));
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return PHASE;
        }
    }
}
