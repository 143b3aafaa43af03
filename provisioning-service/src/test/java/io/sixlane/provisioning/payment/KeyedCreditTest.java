package io.sixlane.provisioning.payment;

import static io.sixlane.provisioning.decision.Decision.accept;
import static io.sixlane.provisioning.decision.Decision.reject;

import io.sixlane.configuration.account.AccountEvent.AccountCredited;
import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.log.RecordedEvent;
import io.sixlane.configuration.log.StreamEvent;
import io.sixlane.configuration.order.Money;
import io.sixlane.provisioning.decision.Decision;
import io.sixlane.provisioning.decision.Rejection.IdempotencyKeyReused;
import io.sixlane.testsupport.DeciderSpecification;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyedCreditTest {
    private static final Money TEN = new Money("USD", 1_000);

    private static DeciderSpecification<KeyedCredit, Money, StreamEvent, Decision> credit(
            Optional<String> key) {
        return DeciderSpecification.of(
                KeyedCredit.nothing(key), KeyedCredit::credit, KeyedCreditTest::evolve);
    }

    private static KeyedCredit evolve(KeyedCredit held, StreamEvent event) {
        return held.evolve(
                new RecordedEvent(
                        "account-acme",
                        held.balance().revision() + 1,
                        "event",
                        Instant.EPOCH,
                        new Actor("acme", "ann", "", "request"),
                        event,
                        RecordedEvent.NO_HASH,
                        RecordedEvent.NO_HASH));
    }

    @Test
    void a_key_pays_in_once() {
        credit(Optional.of("k")).when(TEN).then(accept(new AccountCredited(TEN, "k")));
        credit(Optional.of("k"))
                .given(new AccountCredited(TEN, "k"), new AccountCredited(TEN))
                .when(TEN)
                .then(accept());
    }

    @Test
    void the_same_key_for_another_amount_is_refused() {
        credit(Optional.of("k"))
                .given(new AccountCredited(TEN, "k"))
                .when(new Money("EUR", 1_000))
                .then(reject(new IdempotencyKeyReused()));
    }

    @Test
    void without_the_key_and_with_another_one_it_is_paid_in_again() {
        credit(Optional.empty())
                .given(new AccountCredited(TEN, "k"), new AccountCredited(TEN))
                .when(TEN)
                .then(accept(new AccountCredited(TEN)));
        credit(Optional.of("other"))
                .given(new AccountCredited(TEN, "k"), new AccountCredited(TEN))
                .when(TEN)
                .then(accept(new AccountCredited(TEN, "other")));
    }
}
