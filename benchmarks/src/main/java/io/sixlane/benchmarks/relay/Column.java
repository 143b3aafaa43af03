package io.sixlane.benchmarks.relay;

import java.util.Locale;

/** The measurements of each relay. */
enum Column {
    /** Upload with one stream, Gbit/s. */
    U1(Kind.BULK, 1, false),
    U8(Kind.BULK, 8, false),
    U64(Kind.BULK, 64, false),
    /** Download with one stream, Gbit/s. */
    D1(Kind.BULK, 1, true),
    D8(Kind.BULK, 8, true),
    D64(Kind.BULK, 64, true),
    /** HTTP over 64 kept connections, thousand requests/s. */
    KA(Kind.REQUESTS, 64, false),
    /** HTTP with a connection for each request, 64 at a time, thousand connections/s. */
    CL(Kind.CONNECTIONS, 64, false),
    /** From connect to the first byte of an answer, one connection at a time, p99 in µs. */
    FB(Kind.FIRST_BYTE, 1, false),
    /** The same of the first clients of a relay that has just started. */
    FRESH(Kind.FRESH, 1, false),
    /** Memory of the relay's processes per idle connection, KB. */
    IDLE(Kind.IDLE, 5_000, false),
    /** HTTP over 1,000 kept connections beside 4,000 idle ones, thousand requests/s. */
    CROWD(Kind.CROWD, 1_000, false),
    /** Datagrams of 64 bytes that return, one session, thousand/s. */
    P64(1, 64),
    /** Of 1,200 bytes. */
    P1200(1, 1_200),
    /** The same, in 10,000 sessions. */
    P64X10K(10_000, 64),
    P1200X10K(10_000, 1_200),
    /** Download with 100 streams under a limit of 100 Mbit/s: how even their shares are. */
    SHAPED(Kind.SHAPED, 100, true);

    /** The generator of the load. */
    enum Kind {
        BULK,
        REQUESTS,
        CONNECTIONS,
        FIRST_BYTE,
        FRESH,
        IDLE,
        CROWD,
        DATAGRAMS,
        SHAPED
    }

    private final Kind kind;
    private final int connections;
    private final boolean download;
    private final int bytes;

    Column(int sessions, int bytes) {
        this.kind = Kind.DATAGRAMS;
        this.connections = sessions;
        this.download = false;
        this.bytes = bytes;
    }

    Column(Kind kind, int connections, boolean download) {
        this.kind = kind;
        this.connections = connections;
        this.download = download;
        this.bytes = 0;
    }

    Kind kind() {
        return kind;
    }

    int connections() {
        return connections;
    }

    /** Bytes of a datagram. */
    int bytes() {
        return bytes;
    }

    /** Whether {@code peer} is measured in it. */
    boolean suits(Peer peer) {
        return switch (kind) {
            case DATAGRAMS -> peer instanceof Peer.Nginx || peer instanceof Peer.Sixlane;
            case SHAPED -> peer instanceof Peer.Sixlane;
            case IDLE, FRESH -> !(peer instanceof Peer.None);
            case CROWD -> !(peer instanceof Peer.Lanes);
            case BULK, REQUESTS, CONNECTIONS, FIRST_BYTE -> true;
        };
    }

    /** Whether each measurement needs a relay that has just started. */
    boolean needsFresh() {
        return kind == Kind.IDLE || kind == Kind.FRESH;
    }

    boolean download() {
        return download;
    }

    /** The name on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
