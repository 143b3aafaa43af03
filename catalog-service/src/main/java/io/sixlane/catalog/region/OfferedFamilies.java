package io.sixlane.catalog.region;

import io.sixlane.catalog.history.CatalogHistory;
import io.sixlane.configuration.address.IpFamily;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.log.Actor;
import io.sixlane.topics.FleetReader;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.util.retry.Retry;

/**
 * Lets IPv6 clients connect in every region of the installation that has IPv6 addresses, as its
 * address pools show.
 */
@Component
class OfferedFamilies {
    private static final Logger log = LoggerFactory.getLogger(OfferedFamilies.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private static final Actor POOLS = new Actor("operator", "pools", "", "pools");

    private final RegionRepository regions;
    private final CatalogHistory history;
    private final FleetReader fleet;
    private final Disposable.Swap offering = Disposables.swap();

    OfferedFamilies(RegionRepository regions, CatalogHistory history, FleetReader fleet) {
        this.regions = regions;
        this.history = history;
        this.fleet = fleet;
    }

    @EventListener(ApplicationReadyEvent.class)
    void follow() {
        fleet.onChange(this::offer);
        offer();
    }

    private void offer() {
        var withIpv6 = fleet.image().regionsWith(IpFamily.IPV6);
        var offered =
                regions.all()
                        .filter(region -> !region.ipv6())
                        .filter(region -> region.offersIpv6(pools(region, withIpv6)))
                        .map(RegionEntry::code)
                        .collectList()
                        .flatMap(regions::offerIpv6);
        offering.update(
                history.change(POOLS, offered)
                        .retryWhen(
                                Retry.fixedDelay(Long.MAX_VALUE, AGAIN)
                                        .doBeforeRetry(OfferedFamilies::logFirst))
                        .subscribe());
    }

    private static Set<IpFamily> pools(RegionEntry region, Set<String> withIpv6) {
        return withIpv6.contains(region.code()) ? Set.of(IpFamily.IPV6) : Set.of();
    }

    private static void logFirst(Retry.RetrySignal failed) {
        if (failed.totalRetries() == 0) {
            log.atWarn()
                    .addKeyValue("cause", failed.failure().toString())
                    .log("cannot offer IPv6 in regions, will retry");
        }
    }
}
