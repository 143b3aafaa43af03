package io.sixlane.catalog.recommendation;

import io.sixlane.catalog.SoldCatalog;
import io.sixlane.configuration.accelerator.BackendService;
import io.sixlane.configuration.accelerator.IpVersion;
import io.sixlane.configuration.bundle.Needs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every combination of answers that can make a difference. */
final class WishSpace {
    private static final List<List<String>> CLIENTS =
            List.of(
                    List.of("cn-hongkong"),
                    List.of("us-west-1"),
                    List.of("cn-beijing"),
                    List.of("cn-chengdu"),
                    List.of("cn-hongkong", "cn-beijing"),
                    List.of("us-west-1", "us-east-1", "cn-hongkong"),
                    SoldCatalog.regions().stream().limit(11).map(region -> region.code()).toList());
    private static final List<String> SERVERS = List.of("us-west-1", "cn-beijing", "cn-hongkong");
    private static final List<Integer> MBPS = List.of(2, 21, 2_000);

    /** At the edges of specifications, whatever else there is. */
    private static final List<Integer> EDGE_MBPS = List.of(20, 40, 200);

    private static final List<@Nullable Integer> NO_PLAN = Collections.singletonList(null);
    private static final List<@Nullable Integer> CROSS_BORDER = Arrays.asList(null, 2, 300);
    private static final List<Integer> CONNECTIONS = List.of(5_000, 50_001);
    private static final List<@Nullable Boolean> WEB = Arrays.asList(null, true, false);

    private WishSpace() {}

    static List<Wish> all() {
        var wishes = new ArrayList<Wish>();
        for (var needs : allNeeds()) {
            for (var mbps : MBPS) {
                for (var crossBorder : crossBorder(needs)) {
                    wishes.add(new Wish(needs, mbps, crossBorder));
                }
            }
            if (needs.ipVersion() == IpVersion.IPV4) {
                EDGE_MBPS.forEach(mbps -> wishes.add(new Wish(needs, mbps, null)));
            }
        }
        return wishes;
    }

    /** Dual stack asks of regions what IPv6 asks, and of plans nothing of its own. */
    private static List<@Nullable Integer> crossBorder(Needs needs) {
        return needs.ipVersion() == IpVersion.DUAL_STACK ? NO_PLAN : CROSS_BORDER;
    }

    private static List<Needs> allNeeds() {
        var all = new ArrayList<Needs>();
        for (var clients : CLIENTS) {
            for (var servers : SERVERS) {
                for (var ipVersion : IpVersion.values()) {
                    for (var icpFiling : List.of(true, false)) {
                        for (var webService : WEB) {
                            for (var serverArea : BackendService.values()) {
                                for (var connections : CONNECTIONS) {
                                    all.add(
                                            new Needs(
                                                    clients.stream()
                                                            .map(SoldCatalog::region)
                                                            .toList(),
                                                    SoldCatalog.region(servers),
                                                    ipVersion,
                                                    icpFiling,
                                                    webService,
                                                    serverArea,
                                                    connections));
                                }
                            }
                        }
                    }
                }
            }
        }
        return all;
    }
}
