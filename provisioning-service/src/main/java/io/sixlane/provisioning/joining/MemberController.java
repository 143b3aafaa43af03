package io.sixlane.provisioning.joining;

import io.sixlane.configuration.fleet.SignedMessage;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Actor;
import io.sixlane.http.problem.MalformedRequestException;
import io.sixlane.http.problem.RequestIds;
import io.sixlane.http.request.LeastRole;
import io.sixlane.provisioning.request.ChangeOptions;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Relays that join and leave: signed requests of their own, and an operator's removal. */
@RestController
class MemberController {
    /** Several times what a relay sends. */
    private static final int MOST_BYTES = 16_384;

    private static final String CLIENT_ADDRESS = "X-Client-Address";
    private static final int LONGEST_ADDRESS = 64;

    private final JoinDesk desk;
    private final Members members;
    private final BrokerAdmission broker;

    MemberController(JoinDesk desk, Members members, BrokerAdmission broker) {
        this.desk = desk;
        this.members = members;
        this.broker = broker;
    }

    /**
     * Needs no credentials: relays prove themselves by their signatures, and by a token at first.
     */
    @Hidden
    @PostMapping(path = "/join", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<SignedMessage> join(ServerWebExchange exchange) {
        var actor =
                new Actor("operator", "relay", clientAddress(exchange), RequestIds.of(exchange));
        return DataBufferUtils.join(exchange.getRequest().getBody(), MOST_BYTES)
                .onErrorMap(
                        DataBufferLimitException.class,
                        _ ->
                                new MalformedRequestException(
                                        "a message has at most %s bytes".formatted(MOST_BYTES)))
                .map(MemberController::read)
                .switchIfEmpty(
                        Mono.error(() -> new MalformedRequestException("a message is not empty")))
                .flatMap(message -> desk.answer(message, actor));
    }

    private static SignedMessage read(DataBuffer body) {
        try {
            var bytes = new byte[body.readableByteCount()];
            body.read(bytes);
            return ConfigurationJson.read(bytes, SignedMessage.class);
        } catch (IllegalArgumentException e) {
            throw new MalformedRequestException(String.valueOf(e.getMessage()));
        } finally {
            DataBufferUtils.release(body);
        }
    }

    /** As the gateway names it. */
    private static String clientAddress(ServerWebExchange exchange) {
        var named = exchange.getRequest().getHeaders().getFirst(CLIENT_ADDRESS);
        return named == null || named.length() > LONGEST_ADDRESS ? "" : named;
    }

    @LeastRole(Role.OPERATOR)
    @DeleteMapping("/v1/relays/{relayId}")
    @Operation(
            operationId = "removeRelay",
            summary = "Shut a relay out that joined",
            description =
                    "Its password, its rights, its key and its certificate count no more. Repeated"
                            + " where Kafka did not answer.")
    Mono<ResponseEntity<Void>> remove(ChangeOptions options, @PathVariable String relayId) {
        return members.remove(relayId, options)
                .then(Mono.defer(() -> broker.expel(relayId)))
                .thenReturn(ResponseEntity.noContent().build());
    }
}
