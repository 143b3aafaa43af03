package io.sixlane.identity.signer;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public half of the key (RFC 7517), for services. */
@RestController
@Hidden
class KeyController {
    private final Map<String, Object> keys;

    KeyController(ECKey key) {
        keys = new JWKSet(key.toPublicJWK()).toJSONObject();
    }

    @GetMapping("/oauth2/jwks")
    Map<String, Object> keys() {
        return keys;
    }
}
