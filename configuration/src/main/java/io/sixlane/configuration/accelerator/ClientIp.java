package io.sixlane.configuration.accelerator;

/** How endpoints learn the client's address. */
public enum ClientIp {
    /** Endpoints see the relay's address. */
    OFF,
    /** A line before the first byte of a TCP connection (source: HAProxy's proxy-protocol.txt). */
    PROXY_V1,
    /** A binary header before the first byte of a TCP connection, or in each UDP datagram. */
    PROXY_V2,
    /** Cloudflare's Simple Proxy Protocol: 38 bytes in each UDP datagram. */
    SPP;

    public boolean fits(Protocol protocol) {
        return switch (this) {
            case OFF, PROXY_V2 -> true;
            case PROXY_V1 -> protocol == Protocol.TCP;
            case SPP -> protocol == Protocol.UDP;
        };
    }
}
