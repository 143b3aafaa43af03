package io.sixlane.relay.lane;

import java.net.InetSocketAddress;
import java.net.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint is connected.
 *
 * @param outgoing the address that the endpoint sees
 * @param endpoint its own
 * @param connectMicros how long the connection to it took
 */
public record Opened(
        @Nullable InetSocketAddress outgoing,
        @Nullable InetSocketAddress endpoint,
        long connectMicros) {
    private static final int OUTGOING = 1;
    private static final int ENDPOINT = 2;
    private static final int CONNECT_MICROS = 3;

    public byte[] write() {
        return new Fields.Writer()
                .address(OUTGOING, outgoing)
                .address(ENDPOINT, endpoint)
                .number(CONNECT_MICROS, connectMicros)
                .message();
    }

    public static Opened read(byte[] message) throws ProtocolException {
        var fields = Fields.read(message);
        return new Opened(
                fields.address(OUTGOING), fields.address(ENDPOINT), fields.number(CONNECT_MICROS));
    }
}
