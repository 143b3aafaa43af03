package io.sixlane.catalog.region;

import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.address.IpPrefix;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.util.retry.Retry;

/**
 * Lets IPv6 clients connect in every region of the installation that has IPv6 addresses, as its
 * address pools show; done at each start.
 */
@Component
class OfferedFamilies {
    private static final Logger log = LoggerFactory.getLogger(OfferedFamilies.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final RegionRepository regions;
    private final List<String> withIpv6;

    /**
     * @param pools {@code region=prefix,region=prefix}, as the provisioning service has them
     */
    OfferedFamilies(RegionRepository regions, @Value("${sixlane.address-pools}") String pools) {
        this.regions = regions;
        this.withIpv6 = withIpv6(pools);
    }

    static List<String> withIpv6(String pools) {
        return Stream.of(pools.split(","))
                .map(String::strip)
                .filter(pool -> !pool.isEmpty())
                .map(pool -> pool.split("=", 2))
                .filter(
                        pool ->
                                pool.length == 2
                                        && IpPrefix.of(pool[1].strip()).first().family()
                                                == IpFamily.IPV6)
                .map(pool -> pool[0].strip())
                .distinct()
                .toList();
    }

    @EventListener(ApplicationReadyEvent.class)
    void offer() {
        var _ =
                regions.offerIpv6(withIpv6)
                        .retryWhen(
                                Retry.fixedDelay(Long.MAX_VALUE, AGAIN)
                                        .doBeforeRetry(OfferedFamilies::logFirst))
                        .subscribe();
    }

    private static void logFirst(Retry.RetrySignal failed) {
        if (failed.totalRetries() == 0) {
            log.atWarn()
                    .addKeyValue("cause", failed.failure().toString())
                    .log("cannot offer IPv6 in regions, will retry");
        }
    }
}
