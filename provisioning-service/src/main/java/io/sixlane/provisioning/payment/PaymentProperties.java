package io.sixlane.provisioning.payment;

import io.sixlane.configuration.order.Term;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of payments.
 *
 * @param method by default invoices that count as paid at once, as a stack without an operator
 *     needs it
 * @param terms that are offered; without billing there is no end but the open one
 */
@ConfigurationProperties("sixlane.payment")
public record PaymentProperties(
        @DefaultValue("INVOICE_PAID_AT_ONCE") Method method,
        @DefaultValue({"MONTH", "YEAR", "OPEN_ENDED"}) Set<Term.Unit> terms) {
    /** The payment adapter. */
    public enum Method {
        INVOICE_PAID_AT_ONCE,
        INVOICE,
        BALANCE,
        /** Nothing costs anything: an order is a request that is fulfilled at once. */
        NONE
    }

    public PaymentProperties {
        terms = method == Method.NONE ? Set.of(Term.Unit.OPEN_ENDED) : Set.copyOf(terms);
    }

    /** Whether orders have prices and payments. */
    public boolean bills() {
        return method != Method.NONE;
    }
}
