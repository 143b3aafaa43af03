package io.sixlane.provisioning.addresspool;

import io.sixlane.configuration.log.Actor;
import io.sixlane.provisioning.worker.StorageFailure;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/**
 * Writes the configured prefixes into the log at the first start, and where the configuration
 * changed since: between changes, operators change pools by the API. The service is not ready
 * before that is done; the start waits for a database that is slow or away.
 */
@Component
class AddressPoolRegistration implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(AddressPoolRegistration.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    static final Actor CONFIGURATION = new Actor("operator", "configuration", "", "start");

    private final AddressPools pools;
    private final AddressPoolProperties properties;

    AddressPoolRegistration(AddressPools pools, AddressPoolProperties properties) {
        this.pools = pools;
        this.properties = properties;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Flux.fromIterable(properties.prefixes())
                .concatMap(pool -> pools.register(pool.region(), pool.prefix(), CONFIGURATION))
                .then()
                .retryWhen(
                        Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                                .maxBackoff(LONGEST_PAUSE)
                                .filter(AddressPoolRegistration::mayPass)
                                .doBeforeRetry(attempt -> waitsAfter(attempt.failure())))
                .toFuture()
                .join();
    }

    private static boolean mayPass(Throwable failure) {
        var ofDatabase =
                failure instanceof DataAccessException || failure instanceof TransactionException;
        return ofDatabase && !StorageFailure.isFaultOfData(failure);
    }

    private static void waitsAfter(Throwable failure) {
        log.atWarn()
                .addKeyValue("cause", failure.getMessage())
                .log("PostgreSQL does not answer, the start waits for it");
    }
}
