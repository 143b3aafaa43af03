package io.sixlane.relay.lane.security;

import java.nio.charset.StandardCharsets;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLKeyException;

/**
 * Keys for the kernel's records of one lane, from TLS's exporter (RFC 8446, 7.5). Both relays
 * derive the same; nothing else is encrypted with them.
 */
public final class RecordKeys {
    static final int LENGTH = 16 + 12;

    private static final String LABEL = "EXPORTER-sixlane-lane-records";

    private final byte[] sent;
    private final byte[] received;

    private RecordKeys(byte[] sent, byte[] received) {
        this.sent = sent;
        this.received = received;
    }

    /** Key and IV of what this side sends, 16 and 12 bytes. */
    public byte[] sent() {
        return sent;
    }

    /** Key and IV of what this side receives. */
    public byte[] received() {
        return received;
    }

    static RecordKeys of(SSLEngine engine) throws SSLException {
        var fromClient = export(engine, "client");
        var fromServer = export(engine, "server");
        return engine.getUseClientMode()
                ? new RecordKeys(fromClient, fromServer)
                : new RecordKeys(fromServer, fromClient);
    }

    private static byte[] export(SSLEngine engine, String sender) throws SSLException {
        if (engine.getSession() instanceof ExtendedSSLSession session) {
            return session.exportKeyingMaterialData(
                    LABEL, sender.getBytes(StandardCharsets.US_ASCII), LENGTH);
        }
        throw new SSLKeyException("this provider of TLS exports no keys");
    }

    @Override
    public String toString() {
        return "RecordKeys";
    }
}
