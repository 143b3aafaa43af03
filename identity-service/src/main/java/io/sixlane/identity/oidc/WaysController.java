package io.sixlane.identity.oidc;

import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the ways to sign in that the page offers beside links and passkeys. */
@RestController
@Hidden
class WaysController {
    private final Ways ways;

    WaysController(OidcProperties properties) {
        ways = new Ways(properties.isSet() ? properties.name() : null);
    }

    /**
     * @param issuer the name on the button; null without one
     */
    record Ways(@Nullable String issuer) {}

    @GetMapping("/login/ways")
    Ways ways() {
        return ways;
    }
}
