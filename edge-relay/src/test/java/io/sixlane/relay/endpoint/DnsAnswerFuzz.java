package io.sixlane.relay.endpoint;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The bytes of a name server's answer to {@code backend.test}: bounded, whatever they are. */
public final class DnsAnswerFuzz {
    private static final InetSocketAddress SERVER =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 53);
    private static final long LONGEST_TTL = (1L << 31) - 1;

    private DnsAnswerFuzz() {}

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) {
        var channel = new EmbeddedChannel(new DatagramDnsResponseDecoder());
        try {
            channel.writeInbound(new DatagramPacket(Unpooled.copiedBuffer(input), SERVER, SERVER));
            DnsResponse response = channel.readInbound();
            if (response != null) {
                check(response, DnsRecordType.A);
                check(response, DnsRecordType.AAAA);
                response.release();
            }
        } catch (DecoderException _) {
            // The resolver reports it as no answer.
        } finally {
            channel.finishAndReleaseAll();
        }
    }

    private static void check(DnsResponse response, DnsRecordType type) {
        DnsAnswer answer;
        try {
            answer = DnsAnswer.read(response, "backend.test", type);
        } catch (DecoderException | IllegalArgumentException | IndexOutOfBoundsException _) {
            return; // DnsLookup takes a record that cannot be read for a broken answer
        }
        if (answer.addresses().size() > DnsAnswer.MOST_ADDRESSES) {
            throw new AssertionError("addresses: " + answer.addresses().size());
        }
        if (answer.ttlSeconds() < 0 || answer.ttlSeconds() > LONGEST_TTL) {
            throw new AssertionError("TTL: " + answer.ttlSeconds());
        }
        if (answer.follow() != null && !answer.addresses().isEmpty()) {
            throw new AssertionError("both addresses and " + answer.follow());
        }
    }
}
