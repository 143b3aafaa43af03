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
    /** Memory of the relay's processes per idle connection, KB. */
    IDLE(Kind.IDLE, 8_000, false);

    /** The generator of the load. */
    enum Kind {
        BULK,
        REQUESTS,
        CONNECTIONS,
        FIRST_BYTE,
        IDLE
    }

    private final Kind kind;
    private final int connections;
    private final boolean download;

    Column(Kind kind, int connections, boolean download) {
        this.kind = kind;
        this.connections = connections;
        this.download = download;
    }

    Kind kind() {
        return kind;
    }

    int connections() {
        return connections;
    }

    boolean download() {
        return download;
    }

    /** The name on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
