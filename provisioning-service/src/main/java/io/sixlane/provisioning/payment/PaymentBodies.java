package io.sixlane.provisioning.payment;

import io.sixlane.http.body.RequestBodies;
import io.sixlane.http.document.MutationParameter;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The body that pays into a balance, for the document of the API. */
@Configuration(proxyBeanMethods = false)
class PaymentBodies {
    @Bean
    RequestBodies paymentRequestBodies() {
        return new RequestBodies(Map.of("Credit", BalanceController.Credit::read));
    }

    @Bean
    MutationParameter creditIdempotencyKey() {
        return MutationParameter.idempotencyKey("POST /v1/accounts/{account}/credits");
    }
}
