package io.sixlane.provisioning.payment;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the adapter. */
@Configuration(proxyBeanMethods = false)
class PaymentConfiguration {
    @Bean
    Payments payments(PaymentProperties properties, Balances balances) {
        return switch (properties.method()) {
            case INVOICE_PAID_AT_ONCE, NONE -> new InvoicePayments(true);
            case INVOICE -> new InvoicePayments(false);
            case BALANCE -> new BalancePayments(balances);
        };
    }
}
