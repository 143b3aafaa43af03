package io.sixlane.provisioning.payment;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorEvent.AcceleratorRenamed;
import io.sixlane.configuration.account.AccountEvent.AccountCredited;
import io.sixlane.configuration.account.AccountEvent.AccountDebited;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.Money;
import io.sixlane.configuration.order.OrderId;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Decision.Accepted;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.BalanceTooShort;
import io.sixlane.testsupport.DeciderSpecification;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BalanceTest {
    private static final OrderId ORDER = new OrderId("ord-1");

    /** The command is what an order costs. */
    private static final DeciderSpecification<Balance, Money, StreamEvent, Decision> BALANCE =
            DeciderSpecification.of(
                    Balance.NOTHING,
                    (balance, total) -> balance.debit(ORDER, total),
                    BalanceTest::evolve);

    private static Balance evolve(Balance balance, StreamEvent event) {
        return balance.evolve(
                new RecordedEvent(
                        "account-acme",
                        balance.revision() + 1,
                        "event",
                        Instant.EPOCH,
                        new Actor("acme", "ann", "", "request"),
                        event,
                        RecordedEvent.NO_HASH,
                        RecordedEvent.NO_HASH));
    }

    private static Money usd(long cents) {
        return new Money("USD", cents);
    }

    @Test
    void pays_to_the_last_cent() {
        BALANCE.given(new AccountCredited(usd(100)), new AccountDebited(ORDER, usd(40)))
                .when(usd(60))
                .then(accept(new AccountDebited(ORDER, usd(60))));
    }

    @Test
    void names_the_missing_amount() {
        BALANCE.given(new AccountCredited(usd(100)))
                .when(usd(101))
                .then(reject(new BalanceTooShort("USD", 100, 1)));
        BALANCE.when(usd(5)).then(reject(new BalanceTooShort("USD", 0, 5)));
    }

    @Test
    void has_currencies_apart() {
        BALANCE.given(new AccountCredited(usd(100)))
                .when(new Money("EUR", 1))
                .then(reject(new BalanceTooShort("EUR", 0, 1)));
    }

    @Test
    void a_debit_of_zero_needs_no_balance() {
        BALANCE.when(usd(0)).then(accept());
    }

    @Test
    void never_has_a_negative_balance() {
        for (var seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var balance = Balance.NOTHING;
            var expected = 0L;
            for (var step = 0; step < 100; step++) {
                var amount = usd(random.nextInt(1_000));
                var credit = random.nextInt(3) == 0;
                var decision =
                        credit ? accept(new AccountCredited(amount)) : balance.debit(ORDER, amount);
                if (decision instanceof Accepted(var events)) {
                    expected += credit ? amount.minorUnits() : -amount.minorUnits();
                    for (var event : events) {
                        balance = evolve(balance, event);
                    }
                }
                assertThat(balance.of("USD"))
                        .as("seed %d", seed)
                        .isEqualTo(expected)
                        .isNotNegative();
            }
        }
    }

    @Test
    void events_of_others_leave_it_as_it_is() {
        var balance = evolve(Balance.NOTHING, new AccountCredited(usd(5)));
        assertThat(evolve(balance, new AcceleratorRenamed("shop"))).isEqualTo(balance);
    }
}
