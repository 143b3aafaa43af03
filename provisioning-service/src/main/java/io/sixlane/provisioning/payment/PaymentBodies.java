package io.sixlane.provisioning.payment;

import io.sixlane.http.body.RequestBodies;
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
}
