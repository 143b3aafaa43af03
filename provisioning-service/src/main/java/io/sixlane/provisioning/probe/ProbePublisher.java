package io.sixlane.provisioning.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.configuration.relay.AskedProbe;
import io.sixlane.topics.KafkaAccess;
import io.sixlane.topics.RecordSigner;
import io.sixlane.topics.TopicGuard;
import io.sixlane.topics.TopicLayout;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Hands requests to relays, signed in the name of the control plane. Opens Kafka on first use. */
@Component
class ProbePublisher implements DisposableBean {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final KafkaAccess kafka;
    private final RecordSigner signer;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    ProbePublisher(Environment environment) {
        this.kafka =
                Binder.get(environment).bind("sixlane.publication.kafka", KafkaAccess.class).get();
        this.signer = kafka.signer();
    }

    /** Ends when all in-sync replicas have the request; an error signal when they do not in 4 s. */
    Mono<Void> send(AskedProbe request) {
        return Mono.fromCallable(
                        () -> {
                            write(request);
                            return request;
                        })
                .subscribeOn(Schedulers.boundedElastic())
                .then();
    }

    private void write(AskedProbe request) throws ExecutionException, InterruptedException {
        var record =
                new ProducerRecord<>(
                        Topics.PROBES,
                        request.relayId().getBytes(UTF_8),
                        ConfigurationJson.write(request));
        signer.sign(Topics.PROBES, record.key(), record.value(), record.headers());
        var metadata = producer().send(record).get();
        assert metadata.hasOffset();
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() throws InterruptedException {
        var open = producer;
        if (open == null) {
            try (var guard = TopicGuard.open(kafka, PATIENCE, List.of(TopicLayout.PROBES))) {
                var _ = guard.ensure();
            }
            var settings = kafka.settings();
            settings.put(ProducerConfig.CLIENT_ID_CONFIG, "sixlane-probes");
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
            settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
            open =
                    new KafkaProducer<>(
                            settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    @Override
    public synchronized void destroy() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }
}
