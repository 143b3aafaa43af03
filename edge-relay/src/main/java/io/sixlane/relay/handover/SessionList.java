package io.sixlane.relay.handover;

import io.sixlane.relay.udp.HeldSession;
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

/**
 * Sessions of UDP as bytes, without their descriptors, which go beside them in the same order. Each
 * is the client's address and the accelerated one (length, bytes, zone, port), the number of the
 * listening socket, and the id of the endpoint.
 */
final class SessionList {
    private SessionList() {}

    static byte[] write(List<HeldSession> sessions) {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        try {
            for (var session : sessions) {
                write(out, session.client());
                write(out, session.accelerated());
                out.writeInt(session.listener());
                out.writeUTF(session.destination());
            }
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
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
     * @param descriptors as many as there are sessions
     * @throws IOException for bytes that are something else
     */
    static List<HeldSession> read(byte[] bytes, List<Integer> descriptors) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        var sessions = new ArrayList<HeldSession>();
        for (var descriptor : descriptors) {
            sessions.add(
                    new HeldSession(
                            readSocket(in),
                            readSocket(in),
                            in.readInt(),
                            in.readUTF(),
                            descriptor));
        }
        return sessions;
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
