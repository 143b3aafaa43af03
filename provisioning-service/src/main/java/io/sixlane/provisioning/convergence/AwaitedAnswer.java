package io.sixlane.provisioning.convergence;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.http.body.WholeBody;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * A successful answer that is sent after the {@link Wait} of its request. When relays are still
 * late it becomes 202, with the answer itself in the field {@code answer}.
 */
final class AwaitedAnswer extends ServerHttpResponseDecorator {
    private final ServerWebExchange exchange;

    AwaitedAnswer(ServerWebExchange exchange) {
        super(exchange.getResponse());
        this.exchange = exchange;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return late().flatMap(
                        late ->
                                late.isEmpty()
                                        ? super.writeWith(body)
                                        : WholeBody.bytes(body, WholeBody.UNBOUNDED)
                                                .flatMap(found -> writeLate(late.get(), found)));
    }

    @Override
    public Mono<Void> setComplete() {
        return late().flatMap(
                        late ->
                                late.isEmpty()
                                        ? super.setComplete()
                                        : writeLate(late.get(), new byte[0]));
    }

    /** Ends an answer without a body, which its handler leaves open. */
    Mono<Void> complete() {
        return isCommitted() ? Mono.empty() : setComplete();
    }

    /** The outcome of a wait that ran out; sets the headers of each outcome. */
    private Mono<Optional<Wait.Outcome>> late() {
        var status = getStatusCode();
        var wait = isCommitted() ? null : Waits.waitOf(exchange);
        return wait == null || (status != null && !status.is2xxSuccessful())
                ? Mono.just(Optional.empty())
                : wait.answerable().then(Mono.fromSupplier(() -> late(wait)));
    }

    private Optional<Wait.Outcome> late(Wait wait) {
        var outcome = Optional.ofNullable(wait.outcome());
        outcome.ifPresent(seen -> Waits.addHeaders(seen, getHeaders()));
        return outcome.filter(seen -> !seen.programmed());
    }

    private Mono<Void> writeLate(Wait.Outcome outcome, byte[] answer) {
        var body = ConfigurationJson.write(late(outcome, answer));
        setStatusCode(HttpStatus.ACCEPTED);
        getHeaders().setContentType(MediaType.APPLICATION_JSON);
        getHeaders().setContentLength(body.length);
        return super.writeWith(Mono.fromSupplier(() -> bufferFactory().wrap(body)));
    }

    private static ObjectNode late(Wait.Outcome outcome, byte[] answer) {
        var mapper = ConfigurationJson.mapper();
        var late = mapper.createObjectNode();
        late.put("programmed", false);
        late.set("late", mapper.valueToTree(outcome.late()));
        late.set("dead", mapper.valueToTree(outcome.dead()));
        late.set(
                "convergence",
                mapper.valueToTree(
                        outcome.changed().stream()
                                .map("/v1/accelerators/%s/convergence"::formatted)
                                .toList()));
        late.set("answer", answer.length == 0 ? null : mapper.readTree(answer));
        return late;
    }
}
