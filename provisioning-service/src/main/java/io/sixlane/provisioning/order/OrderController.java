package io.sixlane.provisioning.order;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.bandwidthplan.BandwidthPlanId;
import io.sixlane.configuration.identity.Role;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.http.body.JsonBody;
import io.sixlane.http.request.Caller;
import io.sixlane.http.request.LeastRole;
import io.sixlane.http.request.Page;
import io.sixlane.http.request.Revisions;
import io.sixlane.provisioning.order.Order.Status;
import io.sixlane.provisioning.payment.PaymentProperties;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.PathIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Orders, their payment and their fulfilment. */
@RestController
@LeastRole(Role.VIEWER)
class OrderController {
    private final OrderService service;
    private final PlacedOrders orders;
    private final PaymentProperties properties;

    OrderController(OrderService service, PlacedOrders orders, PaymentProperties properties) {
        this.service = service;
        this.orders = orders;
        this.properties = properties;
    }

    @LeastRole(Role.ADMIN)
    @PostMapping("/v1/orders")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "OrderRequest")))
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    Mono<ResponseEntity<OrderView>> place(
            ChangeOptions options, @RequestBody(required = false) byte @Nullable [] body) {
        return placed(options, JsonBody.read(body, OrderRequest::read));
    }

    /** Equivalent to an order of kind RENEWAL. */
    @LeastRole(Role.ADMIN)
    @PostMapping("/v1/accelerators/{id}/renewals")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(ref = "RenewalRequest")))
    @Operation(operationId = "renewAccelerator", summary = "Renew an accelerator")
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    Mono<ResponseEntity<OrderView>> renew(
            ChangeOptions options,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        var accelerator = PathIds.accelerator(id);
        return placed(
                options,
                JsonBody.read(body, fields -> OrderRequest.readRenewal(accelerator, fields)));
    }

    private Mono<ResponseEntity<OrderView>> placed(ChangeOptions options, Purchase purchase) {
        return service.place(purchase, options)
                .map(order -> OrderView.asPlaced(order, properties.bills()))
                .map(
                        view ->
                                ResponseEntity.created(URI.create("/v1/orders/" + view.id()))
                                        .eTag(Revisions.etag(view.revision()))
                                        .body(view));
    }

    /** A page of orders by id. */
    @GetMapping("/v1/orders")
    @Operation(operationId = "listOrders", summary = "List orders")
    Mono<Page<OrderView>> page(
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "") String pageToken) {
        var most = Page.checkedLimit(limit);
        var after = Page.after(pageToken, OrderId::new).map(OrderId::text).orElse("");
        return orders.page(caller.account(), after, most + 1)
                .map(OrderView::of)
                .collectList()
                .map(found -> Page.of(found, most, view -> view.id().text()));
    }

    @GetMapping("/v1/orders/{id}")
    Mono<ResponseEntity<OrderView>> find(Caller caller, @PathVariable String id) {
        return orders.find(PathIds.order(id), caller.account())
                .map(
                        order ->
                                ResponseEntity.ok()
                                        .eTag(Revisions.etag(order.revision()))
                                        .body(OrderView.of(order)));
    }

    /** 200 when it is paid; 202 when its invoice waits for an operator. */
    @LeastRole(Role.ADMIN)
    @PostMapping("/v1/orders/{id}/payment")
    Mono<ResponseEntity<Payment>> pay(ChangeOptions options, @PathVariable String id) {
        return service.pay(PathIds.order(id), options).map(OrderController::answer);
    }

    /** Confirms the payment, by an operator who has seen the money. */
    @LeastRole(Role.OPERATOR)
    @PostMapping("/v1/orders/{id}/confirm-payment")
    @Operation(operationId = "confirmPayment", summary = "Confirm the payment of an order")
    Mono<ResponseEntity<Payment>> confirm(ChangeOptions options, @PathVariable String id) {
        return service.confirmPayment(PathIds.order(id), options).map(OrderController::answer);
    }

    /** Gives up an order that is not paid. */
    @LeastRole(Role.ADMIN)
    @DeleteMapping("/v1/orders/{id}")
    Mono<ResponseEntity<Void>> cancel(ChangeOptions options, @PathVariable String id) {
        return service.cancel(PathIds.order(id), options)
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static ResponseEntity<Payment> answer(Order order) {
        return ResponseEntity.status(
                        order.status() == Status.PAID ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .eTag(Revisions.etag(order.revision()))
                .body(Payment.of(order));
    }

    /**
     * The resources that the order created or changed.
     *
     * @param invoice null unless it was paid by invoice
     */
    record Payment(
            OrderId orderId,
            Status status,
            @Nullable String invoice,
            @Nullable AcceleratorId acceleratorId,
            @Nullable BandwidthPlanId bandwidthPlanId,
            @Nullable BandwidthPlanId crossBorderPlanId) {
        static Payment of(Order order) {
            return new Payment(
                    order.id(),
                    order.status(),
                    order.invoice(),
                    order.acceleratorId(),
                    order.bandwidthPlanId(),
                    order.crossBorderPlanId());
        }
    }
}
