package io.sixlane.relay.route;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroup;
import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.configuration.accelerator.RoutePolicy;
import io.sixlane.configuration.image.ConfigurationImage;
import io.sixlane.relay.fleet.LiveRelays;
import io.sixlane.relay.fleet.Peer;
import io.sixlane.relay.forward.TcpMeasurement;
import io.sixlane.relay.route.RegionPolicies.Plans;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The choices of all groups that connections go to, or went to lately. {@link #decide} renews them
 * each second; a connection takes what was chosen before. Any thread.
 */
final class RouteBoard implements Ways {
    /** A link whose connections began within it is active. */
    static final Duration ACTIVE = Duration.ofMinutes(1);

    /** Groups without connections for this long are dropped. */
    static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final int MOST_GROUPS = 10_000;

    private final LiveRelays relays;
    private final Links links;
    private final LinkTable table;
    private final DirectPaths direct;
    private final RegionPolicies policies;
    private final InstantSource clock;
    private final Consumer<Change> onChange;
    private final Map<Key, Used> groups = new ConcurrentHashMap<>();
    private volatile ConfigurationImage image = ConfigurationImage.EMPTY;
    private volatile Set<String> active = Set.of();

    private record Key(AcceleratorId accelerator, EndpointGroupId group) {}

    /** The connections to a group take another way from now on. */
    record Change(GroupChoice before, GroupChoice now) {}

    private static final class Used {
        private volatile GroupChoice choice;
        private volatile long usedNanos;

        private Used(GroupChoice choice, long usedNanos) {
            this.choice = choice;
            this.usedNanos = usedNanos;
        }
    }

    RouteBoard(
            LiveRelays relays,
            Links links,
            LinkTable table,
            DirectPaths direct,
            RegionPolicies policies,
            InstantSource clock,
            Consumer<Change> onChange) {
        this.relays = relays;
        this.links = links;
        this.table = table;
        this.direct = direct;
        this.policies = policies;
        this.clock = clock;
        this.onChange = onChange;
    }

    /** Configures the accelerators whose plans limit ways. */
    void configured(ConfigurationImage image) {
        this.image = image;
    }

    @Override
    public List<Way> to(AcceleratorId accelerator, EndpointGroup group) {
        if (group.effectiveRoute().mode() == RoutePolicy.Mode.DIRECT || relays.peers().isEmpty()) {
            return List.of(Way.DIRECT);
        }
        var now = System.nanoTime();
        var key = new Key(accelerator, group.id());
        var used = groups.get(key);
        if (used == null || !isSame(used.choice.group(), group)) {
            var first = first(accelerator, group, now);
            if (groups.size() < MOST_GROUPS || used != null) {
                groups.put(key, new Used(first, now));
            }
            return first.ways();
        }
        used.usedNanos = now;
        return used.choice.ways();
    }

    @Override
    public void measuredDirect(EndpointGroupId group, TcpMeasurement endpoint) {
        direct.measured(group, endpoint);
    }

    private static boolean isSame(EndpointGroup one, EndpointGroup other) {
        return one.region().equals(other.region())
                && one.effectiveRoute().equals(other.effectiveRoute());
    }

    private GroupChoice first(AcceleratorId accelerator, EndpointGroup group, long now) {
        var ranked = new Round(now).candidates(accelerator, group);
        return GroupChoice.of(
                accelerator, group, ChoiceRules.first(ranked, now), ranked, clock.instant());
    }

    /** Renews every choice. */
    void decide() {
        var now = System.nanoTime();
        groups.values().removeIf(used -> now - used.usedNanos > REMEMBERED.toNanos());
        var round = new Round(now);
        var taken = new HashSet<String>();
        for (var used : groups.values()) {
            var before = used.choice;
            var ranked = round.candidates(before.accelerator(), before.group());
            var choice = ChoiceRules.next(before.choice(), ranked, now);
            var changed = !choice.way().equals(before.choice().way());
            var next =
                    GroupChoice.of(
                            before.accelerator(),
                            before.group(),
                            choice,
                            ranked,
                            changed ? clock.instant() : before.since());
            used.choice = next;
            if (now - used.usedNanos < ACTIVE.toNanos()) {
                next.ways().stream()
                        .filter(way -> !way.isDirect())
                        .limit(2)
                        .forEach(way -> taken.add(way.relayIds().getFirst()));
            }
            if (changed) {
                onChange.accept(new Change(before, next));
            }
        }
        active = Set.copyOf(taken);
    }

    /** Whether connections take the link to a relay, or would take it next. */
    boolean isActive(String relay) {
        return active.contains(relay);
    }

    /** Every group that had a connection lately. */
    Stream<GroupChoice> choices() {
        return groups.values().stream().map(used -> used.choice);
    }

    /** Regions that ways of these groups may pass: all of them as soon as one is in use. */
    boolean isUsed() {
        return !groups.isEmpty();
    }

    /** One evaluation, in which relays of the same regions and plans are compared once. */
    private final class Round {
        private final Map<String, List<CandidateWays.Relayed>> relayed = new HashMap<>();
        private final CandidateWays ways;
        private final Map<String, Peer> peers;

        private Round(long now) {
            this.peers = relays.peers();
            var paths =
                    new MeasuredPaths(links, table, direct, relays.peersIn(relays.region()), now);
            this.ways = new CandidateWays(relays.region(), List.copyOf(peers.values()), paths, now);
        }

        /** Best first. */
        private List<Candidate> candidates(AcceleratorId accelerator, EndpointGroup group) {
            var plans = policies.of(image.accelerator(accelerator));
            var policy = group.effectiveRoute();
            var through =
                    relayed.computeIfAbsent(
                            "%s %s %s".formatted(group.region(), plans.kind(), policy),
                            _ -> ways.relayed(allowed(plans, group, policy)));
            return ChoiceRules.ranked(
                    ways.of(group.id(), group.region(), through, isDirect(plans, group, policy)));
        }

        private boolean isDirect(Plans plans, EndpointGroup group, RoutePolicy policy) {
            return policy.mode() != RoutePolicy.Mode.VIA && covers(plans, List.of(), group);
        }

        private Predicate<List<String>> allowed(
                Plans plans, EndpointGroup group, RoutePolicy policy) {
            return switch (policy.mode()) {
                case DIRECT -> _ -> false;
                case VIA -> regions -> regions.equals(via(policy.via()));
                case AUTO ->
                        regions -> ends(regions, plans, group) && covers(plans, regions, group);
            };
        }

        /** A relay in the first of the regions begins behind it. */
        private List<String> via(List<String> regions) {
            return regions.getFirst().equals(relays.region())
                    ? regions.subList(1, regions.size())
                    : regions;
        }

        /**
         * Whether a way may end there: in the group's region, or in any other where the plans do
         * not cover that one.
         */
        private boolean ends(List<String> regions, Plans plans, EndpointGroup group) {
            return (regions.getLast().equals(group.region())
                            && !group.region().equals(relays.region()))
                    || !covers(plans, List.of(), group);
        }

        private boolean covers(Plans plans, List<String> regions, EndpointGroup group) {
            var passed = new ArrayList<String>();
            passed.add(relays.region());
            passed.addAll(regions);
            passed.add(group.region());
            return policies.allows(plans, passed);
        }
    }
}
