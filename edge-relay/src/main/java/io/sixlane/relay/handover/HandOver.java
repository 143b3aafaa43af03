package io.sixlane.relay.handover;

import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.UnixChannelOption;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.kafka.RelayPublisher;
import io.sixlane.relay.lane.AcceptedLanes;
import io.sixlane.relay.listener.InheritedSockets;
import io.sixlane.relay.listener.ListenerReconciler;
import io.sixlane.relay.udp.HandedOver;
import io.sixlane.relay.udp.UdpPath;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes over from the process that runs, if any, and hands over to the one that comes. */
@Configuration(proxyBeanMethods = false)
class HandOver {
    private static final Logger log = LoggerFactory.getLogger(HandOver.class);

    @Bean
    InheritedSockets inheritedSockets(RelayProperties properties) {
        return Predecessor.find(HandOverSocket.of(properties))
                .<InheritedSockets>map(found -> found)
                .orElse(InheritedSockets.NONE);
    }

    /**
     * Health and meters share their port with the older process until it drains. Without an older
     * one the port must be free, so that two relays do not share one by mistake.
     */
    @Bean
    NettyServerCustomizer sharedHttpPort(InheritedSockets inherited) {
        return server -> {
            var shareable =
                    server.doOnBound(
                            bound -> {
                                if (bound.channel() instanceof EpollServerSocketChannel channel) {
                                    channel.config().setReusePort(true);
                                }
                            });
            return inherited instanceof Predecessor
                    ? shareable.option(UnixChannelOption.SO_REUSEPORT, true)
                    : shareable;
        };
    }

    @Bean
    SmartLifecycle handOverLifecycle(
            RelayProperties properties,
            InheritedSockets inherited,
            ListenerReconciler reconciler,
            AcceptedLanes lanes,
            UdpPath udp,
            ConfigurableApplicationContext context) {
        return new Succession(
                HandOverSocket.of(properties),
                inherited,
                reconciler,
                udp,
                new Leaving(reconciler, lanes, udp, context));
    }

    private record Leaving(
            ListenerReconciler reconciler,
            AcceptedLanes accepted,
            UdpPath udp,
            ConfigurableApplicationContext context)
            implements SocketLender.Retirement {
        @Override
        public HandedOver handOver() {
            return udp.handOver();
        }

        @Override
        public List<Integer> lanes() {
            return accepted.descriptors();
        }

        @Override
        public void stopAccepting() {
            accepted.leave();
            reconciler.close();
        }

        @Override
        public void leave() {
            context.close();
        }
    }

    /** Follows on the older process as soon as this one serves, then waits for the next one. */
    private static final class Succession implements SmartLifecycle {
        private final HandOverSocket socket;
        private final InheritedSockets inherited;
        private final ListenerReconciler reconciler;
        private final UdpPath udp;
        private final SocketLender.Retirement retirement;
        private @Nullable SocketLender lender;
        private volatile boolean running;

        private Succession(
                HandOverSocket socket,
                InheritedSockets inherited,
                ListenerReconciler reconciler,
                UdpPath udp,
                SocketLender.Retirement retirement) {
            this.socket = socket;
            this.inherited = inherited;
            this.reconciler = reconciler;
            this.udp = udp;
            this.retirement = retirement;
        }

        @Override
        public void start() {
            running = true;
            var hindrance = socket.hindrance();
            if (hindrance.isPresent()) {
                log.atInfo().addKeyValue("cause", hindrance.get()).log("no hot restart");
                return;
            }
            var _ =
                    reconciler
                            .served()
                            .thenRunAsync(
                                    this::succeed,
                                    task ->
                                            Thread.ofPlatform()
                                                    .name("relay-succeed")
                                                    .daemon()
                                                    .start(task));
        }

        private void succeed() {
            if (inherited instanceof Predecessor predecessor) {
                predecessor.release(udp::inherit);
                reconciler.retryNow();
                log.info("took over from the previous relay");
            }
            lend();
        }

        private synchronized void lend() {
            if (!running) {
                return;
            }
            try {
                lender = SocketLender.open(socket, reconciler, retirement);
            } catch (IOException e) {
                log.error("no hot restart", e);
            }
        }

        @Override
        public void stop() {
            running = false;
            synchronized (this) {
                if (lender != null) {
                    lender.close();
                }
            }
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        /** Stops first: nothing is lent any more while the relay drains. */
        @Override
        public int getPhase() {
            return RelayPublisher.PHASE + 5;
        }
    }
}
