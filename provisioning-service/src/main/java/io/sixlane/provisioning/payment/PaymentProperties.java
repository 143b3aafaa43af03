package io.sixlane.provisioning.payment;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of payments.
 *
 * @param method by default invoices that count as paid at once, as a stack without an operator
 *     needs it
 */
@ConfigurationProperties("sixlane.payment")
public record PaymentProperties(@DefaultValue("INVOICE_PAID_AT_ONCE") Method method) {
    /** The payment adapter. */
    public enum Method {
        INVOICE_PAID_AT_ONCE,
        INVOICE,
        BALANCE,
        /** Nothing costs anything: an order is a request that is fulfilled at once. */
        NONE
    }

    /** Whether orders have prices and payments. */
    public boolean bills() {
        return method != Method.NONE;
    }
}
