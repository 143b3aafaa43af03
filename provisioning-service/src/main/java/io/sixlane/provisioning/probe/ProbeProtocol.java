package io.sixlane.provisioning.probe;

/** The use that a measurement makes of its connections. */
enum ProbeProtocol {
    /** Sends a GET and reads the answer. */
    HTTP,
    /** Sends a GET over TLS and reads the answer. */
    HTTPS,
    /** Connects. */
    TCP
}
