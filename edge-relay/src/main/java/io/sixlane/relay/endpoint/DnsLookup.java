package io.sixlane.relay.endpoint;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Asks the host's name servers, after its hosts file, for IPv4 and IPv6 addresses. */
final class DnsLookup implements Lookup {
    private static final int QUERY_MILLIS = 2_000;

    private final MultiThreadIoEventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("relay-dns", true), NioIoHandler.newFactory());
    private final DnsNameResolver resolver;

    private record Found(List<InetAddress> addresses, long ttlSeconds) {}

    DnsLookup() {
        this(DnsServerAddressStreamProviders.platformDefault());
    }

    DnsLookup(DnsServerAddressStreamProvider servers) {
        this.resolver =
                new DnsNameResolverBuilder(loops.next())
                        .datagramChannelType(NioDatagramChannel.class)
                        .socketChannelType(NioSocketChannel.class)
                        .nameServerProvider(servers)
                        .queryTimeoutMillis(QUERY_MILLIS)
                        .build();
    }

    @Override
    public CompletionStage<Answer> find(String name) {
        return ask(name, DnsRecordType.A)
                .thenCombine(ask(name, DnsRecordType.AAAA), DnsLookup::joined)
                .thenCompose(found -> found(name, found));
    }

    /** IPv4 first. */
    private static Found joined(Found ipv4, Found ipv6) {
        var addresses = new ArrayList<>(ipv4.addresses());
        addresses.addAll(ipv6.addresses());
        return new Found(addresses, Math.min(ipv4.ttlSeconds(), ipv6.ttlSeconds()));
    }

    private static CompletionStage<Answer> found(String name, Found found) {
        return found.addresses().isEmpty()
                ? CompletableFuture.failedFuture(
                        new UnknownHostException(name + ": no address was found"))
                : CompletableFuture.completedFuture(
                        new Answer(found.addresses(), Duration.ofSeconds(found.ttlSeconds())));
    }

    /** A family that has no address, or that nobody answers for, is nothing beside the other. */
    private CompletableFuture<Found> ask(String name, DnsRecordType type) {
        var result = new CompletableFuture<Found>();
        var _ =
                resolver.resolveAll(new DefaultDnsQuestion(name, type))
                        .addListener(
                                (Future<List<DnsRecord>> asked) ->
                                        result.complete(
                                                asked.isSuccess()
                                                        ? read(asked.getNow(), type)
                                                        : new Found(List.of(), Integer.MAX_VALUE)));
        return result;
    }

    private static Found read(List<DnsRecord> records, DnsRecordType type) {
        var addresses = new ArrayList<InetAddress>();
        var ttl = (long) Integer.MAX_VALUE;
        for (var one : records) {
            if (one instanceof DnsRawRecord raw && one.type().equals(type)) {
                var bytes = new byte[raw.content().readableBytes()];
                raw.content().getBytes(raw.content().readerIndex(), bytes);
                try {
                    addresses.add(InetAddress.getByAddress(bytes));
                    ttl = Math.min(ttl, one.timeToLive());
                } catch (UnknownHostException _) {
                    ttl = 0; // a record of the wrong length is asked for again
                }
            }
            ReferenceCountUtil.release(one);
        }
        return new Found(addresses, ttl);
    }

    @Override
    public void close() {
        resolver.close();
        var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
