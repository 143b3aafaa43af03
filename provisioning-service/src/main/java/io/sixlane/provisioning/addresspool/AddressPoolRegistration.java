package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.log.Actor;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Writes the configured prefixes into the log where they are new. The service is not ready before
 * that is done.
 */
@Component
class AddressPoolRegistration implements ApplicationRunner {
    private static final Actor OPERATOR = new Actor("operator", "configuration", "", "start");

    private final AddressPools pools;
    private final AddressPoolProperties properties;

    AddressPoolRegistration(AddressPools pools, AddressPoolProperties properties) {
        this.pools = pools;
        this.properties = properties;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Flux.fromIterable(properties.prefixes())
                .concatMap(pool -> pools.register(pool.region(), pool.prefix(), OPERATOR))
                .then()
                .toFuture()
                .join();
    }
}
