package io.sixlane.relay.probe;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.AskedProbe;
import io.sixlane.configuration.relay.ProbeSample;
import io.sixlane.configuration.relay.ProbeSample.Side;
import io.sixlane.configuration.relay.RelayStatus.ProbeMeasured;
import io.sixlane.relay.RelayProperties;
import io.sixlane.relay.endpoint.EndpointResolver;
import io.sixlane.relay.kafka.RelayPublisher;
import io.sixlane.relay.status.ServedImage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs one probe after the other on a thread of its own, and publishes what it measured after each
 * round. A round connects to the endpoint and then to the accelerated address, so that both sides
 * see the same minute of the network.
 */
@Component
final class ProbeRunner implements AutoCloseable {
    /** Probes that wait for their turn; one more fails at once. */
    static final int MOST_WAITING = 8;

    /** Rounds end after it, so that a dead endpoint holds up no other probe for long. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(ProbeRunner.class);

    /** How long a change may take to this relay, counted from the request. */
    private static final Duration UNTIL_APPLIED = Duration.ofSeconds(5);

    private static final long LOOK_AGAIN_MILLIS = 50;

    private final RelayProperties properties;
    private final ServedImage served;
    private final EndpointResolver resolver;
    private final RelayPublisher publisher;
    private final InstantSource clock;
    private final TimedConnection connection = new TimedConnection();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(MOST_WAITING),
                    Thread.ofPlatform().name("relay-probe").daemon().factory());

    ProbeRunner(
            RelayProperties properties,
            ServedImage served,
            EndpointResolver resolver,
            RelayPublisher publisher,
            InstantSource clock) {
        this.properties = properties;
        this.served = served;
        this.resolver = resolver;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Returns at once. */
    void run(AskedProbe request) {
        try {
            thread.execute(() -> guarded(request));
        } catch (RejectedExecutionException e) {
            log.atDebug().setCause(e).log("too many probes");
            publish(request, List.of(), true, "the relay has other probes waiting; repeat it soon");
        }
    }

    @Override
    public void close() {
        ended.countDown();
        thread.shutdownNow();
    }

    private void guarded(AskedProbe request) {
        try {
            measure(request);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // or the control plane would wait in vain
            log.atWarn().addKeyValue("probe", request.id()).setCause(e).log("probe failed");
            publish(request, List.of(), true, "the relay could not measure");
        }
    }

    private void measure(AskedProbe request) throws InterruptedException {
        var untilNanos = System.nanoTime() + LONGEST.toNanos();
        awaitRevision(request);
        var samples = new ArrayList<ProbeSample>();
        try {
            var image = served.image().accelerator(request.acceleratorId());
            var targets = ProbeTargets.of(image, request, resolver);
            for (var round = 1; round <= request.rounds(); round++) {
                if (System.nanoTime() > untilNanos || ended.getCount() == 0) {
                    publish(request, samples, true, "no time was left for more rounds");
                    return;
                }
                samples.add(connection.measure(Side.DIRECT, round, targets.direct()));
                samples.add(connection.measure(Side.ACCELERATED, round, targets.accelerated()));
                publish(request, samples, round == request.rounds(), null);
            }
        } catch (UnmeasurableException e) {
            publish(request, samples, true, String.valueOf(e.getMessage()));
        }
    }

    private void awaitRevision(AskedProbe request) throws InterruptedException {
        var untilNanos = System.nanoTime() + UNTIL_APPLIED.toNanos();
        while (served.image().revisionOf(request.acceleratorId()) < request.revision()
                && System.nanoTime() < untilNanos
                && !ended.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
            log.trace("waits for the revision of a probe");
        }
    }

    private void publish(
            AskedProbe request,
            List<ProbeSample> samples,
            boolean finished,
            @Nullable String failure) {
        var measured =
                new ProbeMeasured(
                        properties.id(),
                        properties.region(),
                        publisher.incarnation(),
                        clock.instant(),
                        request.id(),
                        request.acceleratorId(),
                        samples,
                        finished,
                        failure);
        publisher.publish(
                Topics.RELAY_STATUS,
                properties.id(),
                ConfigurationJson.write(measured),
                delivered ->
                        log.atDebug()
                                .addKeyValue("probe", request.id())
                                .addKeyValue("delivered", delivered)
                                .log("probe published"));
    }
}
