package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.lane.LanePeer;
import io.sixlane.relay.lane.LaneSettings;
import io.sixlane.relay.lane.security.LaneRefusedException;
import io.sixlane.relay.lane.security.RelayName;
import io.sixlane.relay.linux.Errno;
import org.jspecify.annotations.Nullable;

/** Turns sockets into lanes with the configured encryption. */
final class LaneOpener {
    private final RelayLoop loop;
    private final LaneSettings settings;
    private final LaneOptions options;

    LaneOpener(RelayLoop loop, LaneSettings settings) {
        this.loop = loop;
        this.settings = settings;
        this.options = new LaneOptions(loop.options(), settings.congestionControl());
    }

    /** Null when the connection cannot be started. */
    @Nullable Lane connect(String relay, LanePeer peer, LaneOwner owner) {
        var descriptor = loop.sockets().openStream(peer.address());
        if (descriptor < 0) {
            return null;
        }
        if (loop.isExhausted()) {
            loop.stream().close(descriptor);
            loop.keepReserve();
            return null;
        }
        options.set(descriptor);
        var answer = loop.sockets().connect(descriptor, peer.address());
        var wire =
                answer < 0 && answer != -Errno.EINPROGRESS ? null : wireTo(descriptor, relay, peer);
        return started(descriptor, wire, owner, true);
    }

    /** Null when too many lanes are unproven. */
    @Nullable Lane accept(int descriptor, LaneOwner owner) {
        options.set(descriptor);
        return started(descriptor, wireFrom(descriptor), owner, false);
    }

    private @Nullable Lane started(
            int descriptor, @Nullable LaneWire wire, LaneOwner owner, boolean connects) {
        if (wire != null) {
            var lane = new Lane(loop, descriptor, wire, owner, connects);
            if (lane.start() >= 0) {
                return lane;
            }
            wire.close();
        }
        loop.stream().close(descriptor);
        return null;
    }

    private @Nullable LaneWire wireTo(int descriptor, String relay, LanePeer peer) {
        var security = settings.security();
        if (security == null) {
            return new PlainWire(loop, descriptor);
        }
        try {
            var name = new RelayName(peer.region(), relay);
            var crypto = security.connecting(name, peer.address().getAddress());
            return new SecureWire(loop, descriptor, crypto);
        } catch (LaneRefusedException | IllegalArgumentException e) {
            loop.complain("no lane to " + relay + ": " + e.getMessage());
            return null;
        }
    }

    private @Nullable LaneWire wireFrom(int descriptor) {
        var security = settings.security();
        if (security == null) {
            return new PlainWire(loop, descriptor);
        }
        try {
            return security.accepting(loop.sockets().acceptedFrom().getAddress())
                    .map(crypto -> new SecureWire(loop, descriptor, crypto))
                    .orElse(null);
        } catch (LaneRefusedException e) {
            loop.complain("no lane accepted: " + e.getMessage());
            return null;
        }
    }
}
