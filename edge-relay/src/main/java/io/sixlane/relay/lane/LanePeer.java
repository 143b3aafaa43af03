package io.sixlane.relay.lane;

import java.net.InetSocketAddress;

/** The region of another relay and the address at which it accepts lanes. */
public record LanePeer(String region, InetSocketAddress address) {}
