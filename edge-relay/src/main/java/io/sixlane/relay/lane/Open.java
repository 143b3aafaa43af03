package io.sixlane.relay.lane;

import io.sixlane.relay.forward.CarriedFlow;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Begins a flow.
 *
 * @param client null where the ingress does not know it
 * @param accelerated the address that the client connected to
 * @param preface goes to the endpoint before the client's first byte
 * @param nextRelay connects to the endpoint; empty when the receiver does
 */
@SuppressWarnings("ArrayRecordComponent")
public record Open(
        CarriedFlow flow,
        @Nullable InetSocketAddress client,
        @Nullable InetSocketAddress accelerated,
        byte[] preface,
        String nextRelay) {
    private static final int ID = 1;
    private static final int ACCELERATOR = 2;
    private static final int REVISION = 3;
    private static final int LISTENER = 4;
    private static final int PORT = 5;
    private static final int GROUP = 6;
    private static final int ENDPOINT = 7;
    private static final int CLIENT = 8;
    private static final int ACCELERATED = 9;
    private static final int PREFACE = 10;
    private static final int NEXT_RELAY = 11;
    private static final int BYTES_PER_SECOND = 12;

    /**
     * @throws IllegalArgumentException when it is longer than a message may be
     */
    public byte[] write() {
        var id = flow.id();
        var message =
                new Fields.Writer()
                        .bytes(
                                ID,
                                ByteBuffer.allocate(16)
                                        .putLong(id.getMostSignificantBits())
                                        .putLong(id.getLeastSignificantBits())
                                        .array())
                        .text(ACCELERATOR, flow.accelerator())
                        .number(REVISION, flow.revision())
                        .text(LISTENER, flow.listener())
                        .number(PORT, flow.port())
                        .text(GROUP, flow.group())
                        .text(ENDPOINT, flow.endpoint())
                        .address(CLIENT, client)
                        .address(ACCELERATED, accelerated)
                        .bytes(PREFACE, preface)
                        .text(NEXT_RELAY, nextRelay)
                        .number(BYTES_PER_SECOND, flow.bytesPerSecond())
                        .message();
        if (message.length > FrameHeader.MOST_CONTROL_BYTES) {
            throw new IllegalArgumentException("OPEN of " + message.length + " bytes");
        }
        return message;
    }

    public static Open read(byte[] message) throws ProtocolException {
        var fields = Fields.read(message);
        var id = fields.block(ID, 16);
        return new Open(
                new CarriedFlow(
                        new UUID(id.getLong(), id.getLong()),
                        fields.text(ACCELERATOR),
                        fields.number(REVISION),
                        fields.text(LISTENER),
                        (int) fields.number(PORT),
                        fields.text(GROUP),
                        fields.text(ENDPOINT),
                        fields.number(BYTES_PER_SECOND)),
                fields.address(CLIENT),
                fields.address(ACCELERATED),
                fields.bytes(PREFACE),
                fields.text(NEXT_RELAY));
    }
}
