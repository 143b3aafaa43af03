package io.sixlane.provisioning.payment;

import io.sixlane.configuration.log.Actor;
import io.sixlane.configuration.order.Term;
import io.sixlane.provisioning.decision.RejectedException;
import io.sixlane.provisioning.decision.Rejection.OfPurchase.OperatorOnly;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of payments.
 *
 * @param method by default invoices that count as paid at once, as a stack without an operator
 *     needs it
 * @param terms that are offered; without billing there is no end but the open one
 * @param operatorAccounts accounts that confirm invoices, credit balances and see all accounts
 */
@ConfigurationProperties("sixlane.payment")
public record PaymentProperties(
        @DefaultValue("INVOICE_PAID_AT_ONCE") Method method,
        @DefaultValue({"MONTH", "YEAR", "OPEN_ENDED"}) Set<Term.Unit> terms,
        @DefaultValue({"local", "operator"}) Set<String> operatorAccounts) {
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
        operatorAccounts = Set.copyOf(operatorAccounts);
    }

    /** Whether orders have prices and payments. */
    public boolean bills() {
        return method != Method.NONE;
    }

    public boolean isOperator(String account) {
        return operatorAccounts.contains(account);
    }

    /**
     * @throws RejectedException unless it is one of the operator's accounts
     */
    public void checkOperator(Actor actor) {
        if (!isOperator(actor.account())) {
            throw new RejectedException(new OperatorOnly());
        }
    }
}
