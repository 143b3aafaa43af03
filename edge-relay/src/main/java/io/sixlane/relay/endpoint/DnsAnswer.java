package io.sixlane.relay.endpoint;

import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.sixlane.configuration.address.Place;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The part of one response that concerns one family of a name.
 *
 * @param addresses at most {@value #MOST_ADDRESSES}, in the order of the response
 * @param ttlSeconds the least of all records on the way; of an empty answer that of the SOA record
 *     (source: RFC 2308, 5)
 * @param follow the name to look up next, where the response ends with an alias alone
 */
record DnsAnswer(List<InetAddress> addresses, long ttlSeconds, @Nullable String follow) {
    static final int MOST_ADDRESSES = 32;
    static final int MOST_ALIASES = 16;

    /** Validity of an empty answer without a SOA record, in seconds. */
    static final long EMPTY_SECONDS = 5;

    /** TTLs from here on mean 0 (source: RFC 2181, 8). */
    private static final long TOO_LARGE_TTL = 1L << 31;

    private static final int BYTES_OF_MINIMUM = 4;

    DnsAnswer {
        addresses = List.copyOf(addresses);
    }

    /**
     * Reads NOERROR and NXDOMAIN; records of names that the question does not lead to are ignored.
     */
    static DnsAnswer read(DnsResponse response, String name, DnsRecordType type) {
        var records =
                IntStream.range(0, response.count(DnsSection.ANSWER))
                        .mapToObj(i -> response.<DnsRecord>recordAt(DnsSection.ANSWER, i))
                        .toList();
        var owner = Place.canonicalName(name);
        var ttl = Long.MAX_VALUE;
        for (var aliases = 0; aliases <= MOST_ALIASES; aliases++) {
            var found = new LinkedHashSet<InetAddress>();
            var least = addressesOf(records, owner, type, found);
            if (!found.isEmpty()) {
                return new DnsAnswer(
                        found.stream().limit(MOST_ADDRESSES).toList(), Math.min(ttl, least), null);
            }
            var alias = aliasOf(records, owner);
            if (alias == null) {
                var soa = negativeTtl(response);
                var follows = aliases > 0 && soa == null && isSuccess(response);
                return new DnsAnswer(
                        List.of(),
                        Math.min(ttl, soa == null ? EMPTY_SECONDS : soa),
                        follows ? owner + "." : null);
            }
            ttl = Math.min(ttl, ttlOf(alias));
            owner = target(alias);
        }
        return new DnsAnswer(List.of(), EMPTY_SECONDS, null); // a loop of aliases
    }

    private static boolean isSuccess(DnsResponse response) {
        return response.code().equals(DnsResponseCode.NOERROR);
    }

    /** Adds to {@code found}; returns the least TTL. A record of the wrong length is ignored. */
    private static long addressesOf(
            List<DnsRecord> records, String owner, DnsRecordType type, Set<InetAddress> found) {
        var least = Long.MAX_VALUE;
        for (var one : records) {
            if (one instanceof DnsRawRecord raw && isOf(one, owner, type)) {
                var bytes = new byte[raw.content().readableBytes()];
                raw.content().getBytes(raw.content().readerIndex(), bytes);
                if (bytes.length == (type.equals(DnsRecordType.A) ? 4 : 16)) {
                    try {
                        found.add(InetAddress.getByAddress(bytes));
                        least = Math.min(least, ttlOf(one));
                    } catch (UnknownHostException e) {
                        throw new IllegalStateException("4 or 16 bytes are an address", e);
                    }
                }
            }
        }
        return least;
    }

    private static @Nullable DnsRawRecord aliasOf(List<DnsRecord> records, String owner) {
        for (var one : records) {
            if (one instanceof DnsRawRecord raw && isOf(one, owner, DnsRecordType.CNAME)) {
                return raw;
            }
        }
        return null;
    }

    private static boolean isOf(DnsRecord one, String owner, DnsRecordType type) {
        return one.type().equals(type) && Place.canonicalName(one.name()).equals(owner);
    }

    private static String target(DnsRawRecord alias) {
        return Place.canonicalName(DefaultDnsRecordDecoder.decodeName(alias.content().duplicate()));
    }

    private static @Nullable Long negativeTtl(DnsResponse response) {
        for (var i = 0; i < response.count(DnsSection.AUTHORITY); i++) {
            DnsRecord one = response.recordAt(DnsSection.AUTHORITY, i);
            if (one.type().equals(DnsRecordType.SOA) && one instanceof DnsRawRecord raw) {
                var content = raw.content();
                return content.readableBytes() < BYTES_OF_MINIMUM
                        ? 0
                        : Math.min(
                                ttlOf(one),
                                content.getUnsignedInt(content.writerIndex() - BYTES_OF_MINIMUM));
            }
        }
        return null;
    }

    private static long ttlOf(DnsRecord one) {
        return one.timeToLive() >= TOO_LARGE_TTL ? 0 : one.timeToLive();
    }
}
