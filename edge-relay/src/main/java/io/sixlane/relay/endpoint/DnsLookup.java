package io.sixlane.relay.endpoint;

import io.netty.channel.AddressedEnvelope;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.sixlane.configuration.address.IpFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Looks names up in the hosts file and at the name servers of this host, and sees changes of both
 * within two seconds. Each name server is asked {@value #ROUNDS} times; the first that knows
 * whether the name exists answers for all.
 */
final class DnsLookup implements Lookup {
    private static final int QUERY_MILLIS = 2_000;
    private static final int ROUNDS = 2;

    /**
     * Most queries for one family of one name, over all name servers, aliases and search domains.
     */
    static final int MOST_QUERIES = 32;

    static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Path HOSTS = Path.of("/etc/hosts");
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

    private final MultiThreadIoEventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("relay-dns", true), NioIoHandler.newFactory());
    private final DnsNameResolver resolver =
            new DnsNameResolverBuilder(loops.next())
                    .datagramChannelType(NioDatagramChannel.class)
                    .socketChannelType(NioSocketChannel.class)
                    .queryTimeoutMillis(QUERY_MILLIS)
                    .build();
    private final WatchedFile<HostsFile> hosts;
    private final WatchedFile<ResolverSettings> settings;

    DnsLookup() {
        this(HOSTS, RESOLV_CONF, ResolverSettings.ofPlatform());
    }

    /**
     * @param otherwise without a {@code resolvConf}
     */
    DnsLookup(Path hosts, Path resolvConf, ResolverSettings otherwise) {
        this.hosts = new WatchedFile<>(hosts, HostsFile::parse, HostsFile.EMPTY);
        this.settings = new WatchedFile<>(resolvConf, ResolverSettings::parse, otherwise);
        var millis = BETWEEN_LOOKS.toMillis();
        var _ = loops.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    ResolverSettings settings() {
        return settings.get();
    }

    private void look() {
        hosts.look();
        settings.look();
    }

    @Override
    public List<InetAddress> inHostsFile(String name) {
        return hosts.get().find(name);
    }

    @Override
    public CompletableFuture<Answer> find(String name, IpFamily family) {
        var type = family == IpFamily.IPV4 ? DnsRecordType.A : DnsRecordType.AAAA;
        return CompletableFuture.completedFuture(settings.get())
                .thenCompose(
                        now ->
                                new Question(type, now.servers())
                                        .searched(now.search().candidates(name).iterator()))
                .exceptionally(_ -> new Answer.Unanswered("the name cannot be looked up"))
                .completeOnTimeout(
                        new Answer.Unanswered("no name server answered"),
                        LONGEST.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** One family of one name, until it is answered. */
    private final class Question {
        private final DnsRecordType type;
        private final DnsServerAddressStreamProvider servers;
        private int queries;

        /** Whether the last answer was that the name does not exist. */
        private boolean isMissing;

        private Question(DnsRecordType type, DnsServerAddressStreamProvider servers) {
            this.type = type;
            this.servers = servers;
        }

        /** The first candidate that exists, whether or not it has an address of the family. */
        private CompletableFuture<Answer> searched(Iterator<String> candidates) {
            var name = candidates.next();
            return resolved(name, DnsAnswer.MOST_ALIASES, Long.MAX_VALUE)
                    .thenCompose(
                            answer ->
                                    isMissing && candidates.hasNext()
                                            ? searched(candidates)
                                            : CompletableFuture.completedFuture(answer));
        }

        private CompletableFuture<Answer> resolved(String name, int aliases, long ttlSeconds) {
            return new Servers(name)
                    .ask("no name server answered")
                    .thenCompose(
                            reply ->
                                    switch (reply) {
                                        case Silence(var cause) ->
                                                CompletableFuture.completedFuture(
                                                        new Answer.Unanswered(cause));
                                        case Answered(var answer) ->
                                                followed(answer, aliases, ttlSeconds);
                                    });
        }

        private CompletableFuture<Answer> followed(DnsAnswer answer, int aliases, long ttlSeconds) {
            var ttl = Math.min(ttlSeconds, answer.ttlSeconds());
            return answer.follow() != null && aliases > 0
                    ? resolved(answer.follow(), aliases - 1, ttl)
                    : CompletableFuture.completedFuture(
                            new Answer.Found(answer.addresses(), Duration.ofSeconds(ttl)));
        }

        /** The name servers of one name, one after the other. */
        private final class Servers {
            private final String name;
            private final Iterator<InetSocketAddress> left;

            private Servers(String name) {
                this.name = name;
                var stream = servers.nameServerAddressStream(name);
                var addresses = new ArrayList<InetSocketAddress>();
                for (var i = 0; i < ROUNDS * stream.size(); i++) {
                    addresses.add(stream.next());
                }
                this.left = addresses.iterator();
            }

            private CompletableFuture<Reply> ask(String silence) {
                if (!left.hasNext() || ++queries > MOST_QUERIES) {
                    return CompletableFuture.completedFuture(new Silence(silence));
                }
                return query(left.next())
                        .thenCompose(
                                reply ->
                                        reply instanceof Silence(var cause)
                                                ? ask(cause)
                                                : CompletableFuture.completedFuture(reply));
            }

            private CompletableFuture<Reply> query(InetSocketAddress server) {
                var result = new CompletableFuture<Reply>();
                var _ =
                        resolver.query(server, new DefaultDnsQuestion(name, type))
                                .addListener(
                                        (Future<AddressedEnvelope<DnsResponse, InetSocketAddress>>
                                                        asked) -> complete(result, asked));
                return result;
            }

            private void complete(
                    CompletableFuture<Reply> result,
                    Future<AddressedEnvelope<DnsResponse, InetSocketAddress>> asked) {
                if (!asked.isSuccess()) {
                    isMissing = false;
                    result.complete(new Silence("no name server answered"));
                    return;
                }
                var envelope = asked.getNow();
                try {
                    result.complete(reply(envelope.content()));
                } catch (RuntimeException _) { // a record that cannot be read
                    result.complete(new Silence("a name server sent a broken answer"));
                } finally {
                    envelope.release();
                }
            }

            private Reply reply(DnsResponse response) {
                var code = response.code();
                if (!code.equals(DnsResponseCode.NOERROR)
                        && !code.equals(DnsResponseCode.NXDOMAIN)) {
                    isMissing = false;
                    return new Silence("a name server answered " + code);
                }
                isMissing = code.equals(DnsResponseCode.NXDOMAIN);
                var answer = DnsAnswer.read(response, name, type);
                return response.isTruncated() && answer.addresses().isEmpty()
                        ? new Silence("a name server sent a truncated answer")
                        : new Answered(answer);
            }
        }
    }

    /** The reply of one name server. */
    private sealed interface Reply {}

    private record Answered(DnsAnswer answer) implements Reply {}

    private record Silence(String cause) implements Reply {}

    @Override
    public void close() {
        resolver.close();
        var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
