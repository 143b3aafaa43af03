package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.request.RequestHeaders.actor;

import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.Listener;
import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.eventstore.AcceleratorViews;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What an account may have, and what it has. */
@RestController
class QuotaController {
    private final AcceleratorViews views;
    private final AccountProperties limits;

    QuotaController(AcceleratorViews views, AccountProperties limits) {
        this.views = views;
        this.limits = limits;
    }

    @GetMapping("/v1/quotas")
    Mono<Quotas> quotas(@RequestHeader HttpHeaders headers) {
        var account = actor(headers).account();
        return views.page(account, null, Integer.MAX_VALUE)
                .collectList()
                .map(images -> Quotas.of(images, limits.of(account)));
    }

    /** All of them. */
    record Quotas(List<Quota> items) {
        static Quotas of(List<AcceleratorImage> images, AccountLimits limits) {
            return new Quotas(
                    List.of(
                            new Quota(
                                    QuotaRules.ACCELERATORS, images.size(), limits.accelerators()),
                            new Quota(
                                    QuotaRules.LISTENERS,
                                    most(images.stream(), image -> image.listeners().size()),
                                    limits.listeners()),
                            new Quota(
                                    QuotaRules.ENDPOINT_GROUPS,
                                    most(listeners(images), l -> l.endpointGroups().size()),
                                    limits.endpointGroups()),
                            new Quota(
                                    QuotaRules.ENDPOINTS,
                                    most(groups(images), group -> group.endpoints().size()),
                                    limits.endpoints()),
                            new Quota(
                                    QuotaRules.ACCESS_PREFIXES,
                                    most(listeners(images), ListenerRules::prefixes),
                                    limits.accessPrefixes())));
        }

        private static Stream<Listener> listeners(List<AcceleratorImage> images) {
            return images.stream().flatMap(image -> image.listeners().stream());
        }

        private static Stream<EndpointGroup> groups(List<AcceleratorImage> images) {
            return listeners(images).flatMap(listener -> listener.endpointGroups().stream());
        }

        private static <T> int most(Stream<T> things, ToIntFunction<T> used) {
            return things.mapToInt(used).max().orElse(0);
        }
    }

    /**
     * @param used by the account; of a quota per thing, by the thing that uses most
     */
    record Quota(String name, int used, int limit) {}
}
