package io.sixlane.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sixlane.platform.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People sign in with a Keycloak, by the authorization code flow. */
class KeycloakIT {
    private static final String HOME = System.getProperty("sixlane.keycloak", "");

    @Test
    void people_of_a_group_sign_in_with_its_role_and_others_do_not(@TempDir Path folder)
            throws Exception {
        assumeTrue(!HOME.isEmpty(), "optional, needs Keycloak (160 MB): run with -Pfull-length");
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
                var keycloak = Keycloak.start(Path.of(HOME), folder)) {
            postgres.createDatabase("identity");
            try (var service =
                    RunningIdentity.start(postgres, folder, keycloak.arguments(folder))) {
                var ann = keycloak.signIn(service, "ann");
                assertThat(ann.response().headers().firstValue("location"))
                        .contains("http://localhost:8080/");
                var me = service.call(Issuer.cookie(ann), "GET", "/v1/me", "");
                assertThat(me.text("/account")).isEqualTo("web");
                assertThat(me.text("/role")).isEqualTo("EDITOR");
                assertThat(me.text("/name")).isEqualTo("ann@example.org");

                var leo = Issuer.cookie(keycloak.signIn(service, "leo"));
                assertThat(service.call(leo, "GET", "/v1/me", "").text("/role")).isEqualTo("ADMIN");

                assertThat(
                                keycloak.signIn(service, "eve")
                                        .response()
                                        .headers()
                                        .firstValue("location"))
                        .contains("http://localhost:8080/sign-in.html?refused");
            }
        }
    }
}
