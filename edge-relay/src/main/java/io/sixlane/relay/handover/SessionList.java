package io.sixlane.relay.handover;

import io.sixlane.relay.udp.InheritedSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * UDP sessions as bytes, without their descriptors, which go beside them in the same order. Each is
 * its length in two bytes, the client's address and the accelerated one (length, bytes, zone,
 * port), the number of the listening socket, and the id of the endpoint.
 */
final class SessionList {
    private static final Logger log = LoggerFactory.getLogger(SessionList.class);

    private SessionList() {}

    static byte[] write(List<InheritedSession> sessions) {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        try {
            for (var session : sessions) {
                var entry = entry(session);
                out.writeShort(entry.length);
                out.write(entry);
            }
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] entry(InheritedSession session) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        write(out, session.client());
        write(out, session.accelerated());
        out.writeInt(session.listener());
        out.writeUTF(session.destination());
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, InetSocketAddress socket) throws IOException {
        var address = socket.getAddress();
        var bytes = address.getAddress();
        out.writeByte(bytes.length);
        out.write(bytes);
        out.writeInt(address instanceof Inet6Address ip ? ip.getScopeId() : 0);
        out.writeShort(socket.getPort());
    }

    /**
     * Reads the sessions; one that makes no sense costs no other.
     *
     * @param descriptors as many as there are sessions
     * @param refused takes the descriptors of sessions that make no sense, to close them
     * @throws IOException when there are not as many
     */
    static List<InheritedSession> read(byte[] bytes, List<Integer> descriptors, IntConsumer refused)
            throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        var sessions = new ArrayList<InheritedSession>();
        for (var descriptor : descriptors) {
            var entry = new byte[in.readUnsignedShort()];
            in.readFully(entry);
            try {
                sessions.add(readEntry(entry, descriptor));
            } catch (IOException | IllegalArgumentException e) {
                log.atWarn().addKeyValue("cause", e).log("session not taken over");
                refused.accept(descriptor);
            }
        }
        return sessions;
    }

    private static InheritedSession readEntry(byte[] entry, int descriptor) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(entry));
        return new InheritedSession(
                readSocket(in), readSocket(in), in.readInt(), in.readUTF(), descriptor);
    }

    private static InetSocketAddress readSocket(DataInputStream in) throws IOException {
        var bytes = in.readNBytes(in.readUnsignedByte());
        var zone = in.readInt();
        var address =
                bytes.length == 16
                        ? Inet6Address.getByAddress(null, bytes, zone)
                        : InetAddress.getByAddress(bytes);
        return new InetSocketAddress(address, in.readUnsignedShort());
    }
}
