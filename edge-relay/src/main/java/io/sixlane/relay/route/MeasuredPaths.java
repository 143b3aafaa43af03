package io.sixlane.relay.route;

import io.sixlane.configuration.accelerator.EndpointGroupId;
import io.sixlane.relay.fleet.Peer;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of this relay, completed by those that other relays published. A link that this
 * relay does not measure is taken to be like that of another relay of its region.
 */
final class MeasuredPaths implements Paths {
    private final Links links;
    private final LinkTable table;
    private final DirectPaths direct;
    private final Collection<Peer> neighbours;
    private final long nowNanos;

    /**
     * @param neighbours other relays of this relay's region
     */
    MeasuredPaths(
            Links links,
            LinkTable table,
            DirectPaths direct,
            Collection<Peer> neighbours,
            long nowNanos) {
        this.links = links;
        this.table = table;
        this.direct = direct;
        this.neighbours = neighbours;
        this.nowNanos = nowNanos;
    }

    @Override
    public @Nullable LinkQuality direct(EndpointGroupId group) {
        return direct.of(group);
    }

    @Override
    public Link.@Nullable State link(String peer) {
        var own = links.state(peer);
        if (own != null && (own.quality() != null || !own.health().up())) {
            return own;
        }
        for (var neighbour : neighbours) {
            var measured = table.quality(neighbour.id(), peer, nowNanos);
            if (measured != null) {
                return new Link.State(
                        measured,
                        own == null ? LinkHealth.fresh(nowNanos) : own.health(),
                        own == null ? Hop.Warmth.NOT_CONNECTED : own.warmth());
            }
        }
        return own;
    }

    @Override
    public @Nullable LinkQuality link(String from, String to) {
        return table.quality(from, to, nowNanos);
    }

    @Override
    public double load(String peer) {
        return table.load(peer, nowNanos);
    }

    @Override
    public @Nullable LinkQuality endpoints(String peer, EndpointGroupId group) {
        return links.endpoints(peer, group);
    }
}
