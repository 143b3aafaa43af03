package io.sixlane.provisioning.joining;

import io.sixlane.fleet.Secrets;
import io.sixlane.topics.Admission;
import io.sixlane.topics.BusRights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Admits relays to Kafka and expels them. Both may be repeated. */
@Component
class BrokerAdmission {
    private final JoiningProperties properties;

    BrokerAdmission(JoiningProperties properties) {
        this.properties = properties;
    }

    /**
     * Gives the relay another password and the rights of relays.
     *
     * @return the settings of its Kafka clients
     * @throws KafkaException (as an error signal) when Kafka does not do it
     */
    Mono<String> admit(String relayId) {
        return Mono.fromCallable(
                        () -> {
                            var password = Secrets.randomPassword();
                            asAdmin(
                                    admin -> {
                                        Admission.setPasswords(admin, Map.of(relayId, password));
                                        Admission.grant(admin, List.of(BusRights.ofRelay(relayId)));
                                    });
                            return Secrets.busSettings(relayId, password, authority());
                        })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * Takes its password and all rights away; open connections may do nothing more.
     *
     * @throws KafkaException (as an error signal) when Kafka does not do it
     */
    Mono<Void> expel(String relayId) {
        return Mono.<Void>fromRunnable(() -> asAdmin(admin -> Admission.expel(admin, relayId)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private void asAdmin(Consumer<Admin> task) {
        try (var admin = Admin.create(properties.kafka().settings())) {
            task.accept(admin);
        }
    }

    private Optional<String> authority() {
        if (properties.kafkaAuthority().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(Path.of(properties.kafkaAuthority())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
