package io.sixlane.provisioning.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.http.body.WholeBody;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.Callers;
import io.sixlane.http.request.IdempotencyKeys;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfHistory.IdempotencyKeyInUse;
import io.sixlane.provisioning.eventstore.AppendObserver;
import io.sixlane.provisioning.idempotency.IdempotencyRepository.Standing;
import io.sixlane.provisioning.idempotency.IdempotencyRepository.Standing.Answered;
import io.sixlane.provisioning.idempotency.IdempotencyRepository.Standing.Running;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Answers a repeated mutation that has an {@code Idempotency-Key} with its first answer. The key is
 * claimed before the handler runs, the change is noted in its own transaction, and a request that
 * changed nothing frees its key. Orders and credits are kept by key in the log itself.
 */
@Component
@Order(0)
public final class IdempotencyFilter implements WebFilter {
    private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);

    private static final Set<HttpMethod> MUTATIONS =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    /** Mutations whose keys are in the log. */
    private static final List<PathPattern> LOGGED =
            List.of(
                    PathPatternParser.defaultInstance.parse("/v1/orders"),
                    PathPatternParser.defaultInstance.parse("/v1/accelerators/{id}/renewals"),
                    PathPatternParser.defaultInstance.parse("/v1/bandwidth-plans/{id}"),
                    PathPatternParser.defaultInstance.parse("/v1/accounts/{account}/credits"));

    /** Bytes of a body, as many as handlers read. */
    private static final int MOST_BODY = 256 * 1024;

    /** Bytes of an answer; a larger one is repeated as the revision that it was about. */
    private static final int MOST_ANSWER = 256 * 1024;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int MOST_LOOKS = 300;

    private final IdempotencyRepository requests;

    IdempotencyFilter(IdempotencyRepository requests) {
        this.requests = requests;
    }

    /** Follows the appends of this exchange; {@link AppendObserver#NONE} without a key. */
    public static AppendObserver observer(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(
                IdempotencyFilter.class.getName(), AppendObserver.NONE);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isKept(exchange.getRequest())
                ? WholeBody.bytes(exchange.getRequest().getBody(), MOST_BODY)
                        .flatMap(body -> answer(with(exchange, body), chain, body))
                : chain.filter(exchange);
    }

    /** A dry run changes nothing and may be repeated. */
    private static boolean isKept(ServerHttpRequest request) {
        var path = request.getPath().pathWithinApplication();
        return MUTATIONS.contains(request.getMethod())
                && request.getHeaders().containsHeader(IdempotencyKeys.HEADER)
                && !"true".equals(request.getQueryParams().getFirst("dryRun"))
                && LOGGED.stream().noneMatch(logged -> logged.matches(path));
    }

    private static ServerWebExchange with(ServerWebExchange exchange, byte[] body) {
        var buffers = exchange.getResponse().bufferFactory();
        var request =
                new ServerHttpRequestDecorator(exchange.getRequest()) {
                    @Override
                    public Flux<DataBuffer> getBody() {
                        return body.length == 0
                                ? Flux.empty()
                                : Flux.defer(() -> Flux.just(buffers.wrap(body)));
                    }
                };
        return exchange.mutate().request(request).build();
    }

    private Mono<Void> answer(ServerWebExchange exchange, WebFilterChain chain, byte[] body) {
        return Mono.fromSupplier(() -> keyed(exchange, body))
                .flatMap(
                        request ->
                                settled(request)
                                        .flatMap(
                                                standing ->
                                                        standing instanceof Answered(var first)
                                                                ? repeat(exchange, first)
                                                                : perform(
                                                                        exchange, chain, request)));
    }

    private static KeyedRequest keyed(ServerWebExchange exchange, byte[] body) {
        var request = exchange.getRequest();
        var caller = Callers.of(exchange);
        return new KeyedRequest(
                caller.account(),
                IdempotencyKeys.read(request.getHeaders()).orElseThrow(),
                fingerprint(caller, request, body),
                UUID.randomUUID());
    }

    /** A caller who may do less gets no answer to one who may do more: no handler checks it. */
    private static String fingerprint(Caller caller, ServerHttpRequest request, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var uri = request.getURI();
            digest.update(
                    "%s %s %s %s?%s\n"
                            .formatted(
                                    caller.role(),
                                    caller.accelerator().orElse(""),
                                    request.getMethod(),
                                    uri.getRawPath(),
                                    uri.getRawQuery())
                            .getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Claimed or answered; waits for the attempt that runs. */
    private Mono<Standing> settled(KeyedRequest request) {
        return Mono.defer(() -> requests.claim(request))
                .filter(standing -> !(standing instanceof Running))
                .repeatWhenEmpty(looks -> looks.take(MOST_LOOKS).delayElements(LOOK_AGAIN))
                .switchIfEmpty(Mono.error(() -> new RejectedException(new IdempotencyKeyInUse())));
    }

    private Mono<Void> perform(
            ServerWebExchange exchange, WebFilterChain chain, KeyedRequest request) {
        exchange.getAttributes()
                .put(
                        IdempotencyFilter.class.getName(),
                        (AppendObserver)
                                recorded ->
                                        recorded.isEmpty()
                                                ? Mono.empty()
                                                : requests.changed(request, recorded.getFirst()));
        var response = exchange.getResponse();
        var recorder =
                new AnswerRecorder(
                        response,
                        answer -> isSecret(response) ? release(request) : keep(request, answer));
        return chain.filter(exchange.mutate().response(recorder).build())
                .then(Mono.defer(recorder::complete))
                .onErrorResume(e -> release(request).then(Mono.error(e)))
                .doOnCancel(
                        () -> {
                            var _ = release(request).subscribe();
                        });
    }

    /**
     * Stores the answer; retries for a minute while the database is away, after the answer was
     * sent.
     */
    private Mono<Void> keep(KeyedRequest request, StoredAnswer answer) {
        if (answer.body().length > MOST_ANSWER) {
            return Mono.empty();
        }
        return requests.answered(request, answer)
                .onErrorResume(
                        e -> {
                            log.atWarn()
                                    .addKeyValue("cause", e.toString())
                                    .log("cannot keep the answer of a keyed request, will retry");
                            var _ =
                                    requests.answered(request, answer)
                                            .retryWhen(
                                                    Retry.backoff(20, Duration.ofMillis(200))
                                                            .maxBackoff(Duration.ofSeconds(5)))
                                            .onErrorComplete()
                                            .subscribe();
                            return Mono.empty();
                        });
    }

    /** An answer with a secret is given once, and repeated as the revision that it was about. */
    private static boolean isSecret(ServerHttpResponse response) {
        return "no-store".equals(response.getHeaders().getCacheControl());
    }

    /** A claim that cannot be released now lapses later. */
    private Mono<Void> release(KeyedRequest request) {
        return requests.release(request).onErrorComplete();
    }

    private static Mono<Void> repeat(ServerWebExchange exchange, StoredAnswer first) {
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(first.status()));
        first.headersByName().forEach(response.getHeaders()::addAll);
        return first.body().length == 0
                ? response.setComplete()
                : response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(first.body())));
    }
}
