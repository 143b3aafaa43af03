package io.sixlane.provisioning.order;

import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.provisioning.accelerator.AcceleratorCommand;
import io.sixlane.provisioning.accelerator.AcceleratorCommand.BindPlan;
import io.sixlane.provisioning.change.AcceleratorChanges;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.PaymentNotAtOnce;
import io.sixlane.provisioning.eventstore.Append;
import io.sixlane.provisioning.eventstore.AppendObserver;
import io.sixlane.provisioning.eventstore.Change;
import io.sixlane.provisioning.eventstore.DryRunException;
import io.sixlane.provisioning.order.Order.Status;
import io.sixlane.provisioning.request.ChangeOptions;
import io.sixlane.provisioning.request.ConflictRetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Orders, pays and configures an accelerator in one transaction: all of it or nothing. A dry run
 * does the same, rolls it back and answers with the events.
 */
@Service
class AcceleratorCreation {
    /** A conflict that a part has repeated and solved has nevertheless marked the transaction. */
    private static final Retry MARKED =
            Retry.backoff(5, Duration.ofMillis(20))
                    .filter(UnexpectedRollbackException.class::isInstance);

    private final OrderService orders;
    private final AcceleratorChanges changes;
    private final TransactionalOperator transactions;

    AcceleratorCreation(
            OrderService orders, AcceleratorChanges changes, TransactionalOperator transactions) {
        this.orders = orders;
        this.changes = changes;
        this.transactions = transactions;
    }

    Mono<AcceleratorImage> create(AcceleratorRequest request, ChangeOptions options) {
        options.precondition().check(0);
        return Mono.defer(() -> attempt(request, options))
                .retryWhen(ConflictRetry.onVersionConflict())
                .retryWhen(MARKED)
                .delayUntil(_ -> options.observer().answerable());
    }

    private Mono<AcceleratorImage> attempt(AcceleratorRequest request, ChangeOptions options) {
        var recorded = new ArrayList<RecordedEvent>();
        var within = options.written(follower(recorded, options));
        return orders.place(request.purchase(), within)
                .flatMap(placed -> orders.pay(placed.id(), within))
                .map(AcceleratorCreation::paid)
                .flatMap(
                        paid ->
                                changes.change(
                                        Objects.requireNonNull(paid.acceleratorId()),
                                        within,
                                        commands(paid, request)))
                .flatMap(
                        image ->
                                options.dryRun()
                                        ? Mono.error(
                                                () ->
                                                        new DryRunException(
                                                                change(recorded, options)))
                                        : Mono.just(image))
                .as(transactions::transactional);
    }

    /** Waits for nothing within the transaction. */
    private static AppendObserver follower(List<RecordedEvent> recorded, ChangeOptions options) {
        return events -> {
            recorded.addAll(events);
            return options.dryRun() ? Mono.empty() : options.observer().appended(events);
        };
    }

    private static Order paid(Order order) {
        if (order.status() != Status.PAID) {
            throw new RejectedException(new PaymentNotAtOnce());
        }
        return order;
    }

    private static AcceleratorCommand[] commands(Order paid, AcceleratorRequest request) {
        var bought = Stream.of(paid.bandwidthPlanId(), paid.crossBorderPlanId());
        return Stream.concat(
                        Stream.concat(bought.filter(Objects::nonNull), request.plans().stream())
                                .map(BindPlan::new),
                        request.configuration().stream())
                .toArray(AcceleratorCommand[]::new);
    }

    private static Change change(List<RecordedEvent> recorded, ChangeOptions options) {
        var streams = new LinkedHashMap<String, List<RecordedEvent>>();
        recorded.forEach(
                event ->
                        streams.computeIfAbsent(event.streamId(), _ -> new ArrayList<>())
                                .add(event));
        var appends =
                streams.entrySet().stream()
                        .map(
                                stream ->
                                        new Append(
                                                stream.getKey(),
                                                stream.getValue().getFirst().revision() - 1,
                                                stream.getValue().stream()
                                                        .map(RecordedEvent::event)
                                                        .toList()))
                        .toList();
        return options.change(recorded.getFirst().occurredAt(), appends);
    }
}
