package io.sixlane.relay.lane;

import java.net.InetSocketAddress;

/** Another relay that accepts lanes, and where. */
public record LanePeer(String region, InetSocketAddress address) {}
