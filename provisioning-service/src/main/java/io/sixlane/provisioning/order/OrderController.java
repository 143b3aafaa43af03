package io.sixlane.provisioning.order;

import static io.sixlane.provisioning.request.RequestHeaders.actor;
import static io.sixlane.provisioning.request.RequestHeaders.idempotencyKey;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OrderNotFound;
import io.sixlane.provisioning.request.JsonFields;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Orders. */
@RestController
@RequestMapping("/v1/orders")
class OrderController {
    private final OrderService service;

    OrderController(OrderService service) {
        this.service = service;
    }

    @PostMapping
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = OrderRequest.class)))
    Mono<ResponseEntity<OrderView>> place(
            @RequestHeader HttpHeaders headers,
            @RequestBody(required = false) byte @Nullable [] body) {
        var request = JsonFields.read(body, OrderRequest::read);
        return service.place(request, idempotencyKey(headers), actor(headers))
                .map(OrderView::asPlaced)
                .map(
                        view ->
                                ResponseEntity.created(URI.create("/v1/orders/" + view.id()))
                                        .body(view));
    }

    @GetMapping("/{id}")
    Mono<OrderView> find(@RequestHeader HttpHeaders headers, @PathVariable String id) {
        return service.find(read(id), actor(headers).account()).map(OrderView::of);
    }

    @PostMapping("/{id}/payment")
    Mono<Fulfilment> pay(@RequestHeader HttpHeaders headers, @PathVariable String id) {
        return service.pay(read(id), actor(headers)).map(Fulfilment::of);
    }

    /** What the order became. */
    record Fulfilment(
            OrderId orderId, AcceleratorId acceleratorId, BandwidthPlanId bandwidthPlanId) {
        static Fulfilment of(Order order) {
            var paid = order.paid().orElseThrow();
            return new Fulfilment(
                    order.placed().orderId(), paid.acceleratorId(), paid.bandwidthPlanId());
        }
    }

    private static OrderId read(String text) {
        try {
            return new OrderId(text);
        } catch (IllegalArgumentException _) {
            throw new RejectedException(new OrderNotFound(text));
        }
    }
}
