package io.sixlane.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.testsupport.ApiReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The service with a real PostgreSQL. */
class IdentityServiceIT {
    private static EmbeddedPostgres postgres;
    private static RunningIdentity service;
    private static Path folder;

    @BeforeAll
    static void start(@TempDir Path temporary) {
        folder = temporary;
        postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
        postgres.createDatabase("identity");
        service = RunningIdentity.start(postgres, folder);
    }

    @AfterAll
    static void stop() {
        service.close();
        postgres.close();
    }

    @Test
    void the_first_start_makes_an_owner_whose_token_only_this_user_can_read() throws Exception {
        for (var file : List.of("credentials", "key.json")) {
            assertThat(Files.getPosixFilePermissions(folder.resolve(file)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        var me = call("GET", "/v1/me", "");
        assertThat(me.text("/user")).isEqualTo("owner");
        assertThat(me.text("/account")).isEqualTo("local");
        assertThat(me.text("/role")).isEqualTo("OPERATOR");
    }

    @Test
    void what_it_signs_can_be_verified_with_its_published_key() throws Exception {
        var token = SignedJWT.parse(service.exchange(service.owner()).response().body());
        var keys = JWKSet.parse(service.send("GET", "/oauth2/jwks", "").response().body());
        assertThat(keys.toString(false)).doesNotContain("\"d\"");
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("sixlane");
        assertThat(claims.getAudience()).containsExactly("sixlane-services");
        assertThat(claims.getStringClaim("client_address")).isEqualTo("2001:db8::9");
        assertThat(claims.getJWTID()).startsWith("tok-");
        assertThat(claims.getIssueTime().toInstant().plusSeconds(300))
                .isEqualTo(claims.getExpirationTime().toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer sxl_pat_000000000000000000000000000000000000",
                "Bearer ",
                "Basic bG9jYWw6",
                "__Host-sixlane=MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw",
                "__Host-sixlane="
            })
    void other_credentials_are_refused(String credentials) {
        assertThat(service.exchange(credentials).status()).isEqualTo(401);
    }

    @Test
    void the_api_answers_to_signed_tokens_alone() {
        for (var header : List.of("Authorization", "Cookie")) {
            var answer = service.send("GET", "/v1/me", "", header, service.owner());
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.problem()).isEqualTo("sign-in-required");
        }
    }

    @Test
    void a_token_has_its_role_and_scope_and_is_stored_as_a_hash() {
        var made =
                call(
                        "POST",
                        "/v1/tokens",
                        "{'name':'ci','role':'EDITOR','accelerator':'ga-1','expiresInDays':1}");
        assertThat(made.status()).isEqualTo(201);
        var text = made.text("/token");
        assertThat(text).matches("sxl_pat_[0-9A-Za-z]{36}");
        var claims = claims("Bearer " + text);
        assertThat(claims.role()).isEqualTo("EDITOR");
        assertThat(claims.accelerator()).isEqualTo("ga-1");
        var listed = tokenNamed("ci");
        assertThat(listed.path("lastUsedAt").isNull()).isFalse();
        assertThat(listed.has("token")).isFalse();
        assertThat(
                        rows(
                                "select count(*) from api_token where position(?::bytea in hash) >"
                                        + " 0",
                                text))
                .isZero();
        // For one accelerator: nothing about the account.
        assertThat(service.call("Bearer " + text, "GET", "/v1/members", "").problem())
                .isEqualTo("out-of-scope");
    }

    @Test
    void a_read_only_token_reads() {
        var text =
                call("POST", "/v1/tokens", "{'name':'eyes','role':'ADMIN','readOnly':true}")
                        .text("/token");
        assertThat(claims("Bearer " + text).role()).isEqualTo("VIEWER");
        var refused = service.call("Bearer " + text, "GET", "/v1/tokens", "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("role-missing");
    }

    @Test
    void a_revoked_or_expired_token_does_not_count() {
        var revoked = call("POST", "/v1/tokens", "{'name':'gone','role':'VIEWER'}");
        assertThat(service.exchange("Bearer " + revoked.text("/token")).status()).isEqualTo(200);
        assertThat(call("DELETE", "/v1/tokens/" + revoked.text("/id"), "").status()).isEqualTo(204);
        assertThat(service.exchange("Bearer " + revoked.text("/token")).status()).isEqualTo(401);

        var expired = call("POST", "/v1/tokens", "{'name':'old','role':'VIEWER'}");
        jdbc().update("update api_token set expires_at = now() where id = ?", expired.text("/id"));
        assertThat(service.exchange("Bearer " + expired.text("/token")).status()).isEqualTo(401);
        assertThat(call("DELETE", "/v1/tokens/tok-nothing", "").status()).isEqualTo(404);
    }

    @Test
    void an_admin_gives_no_more_than_the_own_role() {
        var admin =
                service.session(
                        call("POST", "/v1/members", "{'name':'Ada','role':'ADMIN'}").text("/url"));
        for (var request :
                List.of(
                        "POST /v1/tokens {'name':'t','role':'OPERATOR'}",
                        "POST /v1/members {'name':'Eve','role':'OPERATOR'}",
                        "PATCH /v1/members/owner {'role':'VIEWER'}",
                        "DELETE /v1/members/owner ",
                        "POST /v1/sign-in-links {'user':'owner'}",
                        "POST /v1/accounts {'name':'other'}")) {
            var parts = request.split(" ", 3);
            var answer = service.call(admin, parts[0], parts[1], parts[2]);
            assertThat(answer.status()).as(request).isEqualTo(403);
            assertThat(answer.problem()).as(request).isEqualTo("role-missing");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /v1/tokens|{'name':'','role':'VIEWER'}|/name
                    /v1/tokens|{'name':'a','role':'ROOT'}|/role
                    /v1/tokens|{'name':'a'}|/role
                    /v1/tokens|{'name':'a','role':'VIEWER','accelerator':'no id'}|/accelerator
                    /v1/tokens|{'name':'a','role':'VIEWER','expiresInDays':0}|/expiresInDays
                    /v1/members|{'name':' ','role':'VIEWER'}|/name
                    """)
    void a_bad_field_is_named(String path, String body, String pointer) {
        var answer = call("POST", path, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-request");
        assertThat(answer.text("/errors/0/pointer")).isEqualTo(pointer);
        assertThat(answer.text("/requestId")).isNotEmpty();
    }

    @Test
    void a_link_signs_in_once_with_a_cookie_that_scripts_and_other_sites_do_not_get() {
        var link = call("POST", "/v1/sign-in-links", "").text("/url");
        assertThat(link).startsWith("http://localhost:8080/sign-in.html#");
        var first = service.signIn(link);
        assertThat(first.status()).isEqualTo(204);
        assertThat(first.response().headers().firstValue("set-cookie").orElseThrow())
                .startsWith("__Host-sixlane=")
                .contains("Path=/;", "Secure", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Domain");
        var second = service.signIn(link);
        assertThat(second.status()).isEqualTo(401);
        assertThat(second.problem()).isEqualTo("sign-in-refused");
        assertThat(second.response().headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void a_link_that_is_too_old_does_not_sign_in() {
        var link = call("POST", "/v1/sign-in-links", "").text("/url");
        jdbc().update("update one_time_tokens set expires_at = now() - interval '1 day'");
        assertThat(service.signIn(link).status()).isEqualTo(401);
    }

    @Test
    void a_session_ends_with_sign_out() {
        var session = service.session(call("POST", "/v1/sign-in-links", "").text("/url"));
        assertThat(service.call(session, "GET", "/v1/me", "").text("/name")).isEqualTo("owner");
        assertThat(claims(session).id()).startsWith("ses-");
        assertThat(service.send("POST", "/logout", "", "Cookie", session).status()).isEqualTo(204);
        assertThat(service.exchange(session).status()).isEqualTo(401);
    }

    @Test
    void a_removed_member_is_out_at_once() {
        var invited = call("POST", "/v1/members", "{'name':'Bob','role':'ADMIN'}");
        var user = invited.text("/user");
        var session = service.session(invited.text("/url"));
        var token =
                "Bearer "
                        + service.call(session, "POST", "/v1/tokens", "{'name':'b','role':'ADMIN'}")
                                .text("/token");
        var link = service.call(session, "POST", "/v1/sign-in-links", "").text("/url");
        assertThat(call("POST", "/v1/members", "{'name':'Bob','role':'VIEWER'}").problem())
                .isEqualTo("name-taken");

        call("PATCH", "/v1/members/" + user, "{'role':'VIEWER'}");
        assertThat(claims(session).role()).isEqualTo("VIEWER");
        assertThat(claims(token).role()).isEqualTo("VIEWER");

        assertThat(call("DELETE", "/v1/members/" + user, "").status()).isEqualTo(204);
        assertThat(service.exchange(session).status()).isEqualTo(401);
        assertThat(service.exchange(token).status()).isEqualTo(401);
        assertThat(service.signIn(link).status()).isEqualTo(401);
    }

    @Test
    void another_account_sees_and_changes_nothing_of_this_one() {
        var theirs = service.session(call("POST", "/v1/accounts", "{'name':'acme'}").text("/url"));
        var token = call("POST", "/v1/tokens", "{'name':'mine','role':'VIEWER'}").text("/id");
        assertThat(service.call(theirs, "GET", "/v1/members", "").json().at("/items")).hasSize(1);
        assertThat(service.call(theirs, "GET", "/v1/tokens", "").json().at("/items")).isEmpty();
        for (var request :
                List.of(
                        "DELETE /v1/tokens/" + token + " ",
                        "DELETE /v1/members/owner ",
                        "PATCH /v1/members/owner {'role':'VIEWER'}",
                        "POST /v1/sign-in-links {'user':'owner'}")) {
            var parts = request.split(" ", 3);
            assertThat(service.call(theirs, parts[0], parts[1], parts[2]).status())
                    .as(request)
                    .isEqualTo(404);
        }
        var admin = service.call(theirs, "GET", "/v1/me", "").text("/user");
        assertThat(service.call(theirs, "DELETE", "/v1/members/" + admin, "").problem())
                .isEqualTo("last-admin");
        assertThat(
                        service.call(theirs, "PATCH", "/v1/members/" + admin, "{'role':'EDITOR'}")
                                .problem())
                .isEqualTo("last-admin");
    }

    @Test
    void passkeys_are_registered_by_who_is_signed_in() {
        assertThat(service.send("POST", "/webauthn/register/options", "").status()).isEqualTo(400);
        var session = service.session(call("POST", "/v1/sign-in-links", "").text("/url"));
        var options = service.send("POST", "/webauthn/register/options", "", "Cookie", session);
        assertThat(options.status()).isEqualTo(200);
        assertThat(options.text("/rp/id")).isEqualTo("localhost");
        assertThat(options.text("/user/name")).isEqualTo("owner");
        assertThat(service.send("POST", "/webauthn/authenticate/options", "").status())
                .isEqualTo(200);
    }

    @Test
    void a_restart_keeps_the_key_and_what_was_revoked(@TempDir Path other) throws Exception {

        Files.copy(folder.resolve("key.json"), other.resolve("key.json"));
        try (var second = RunningIdentity.start(postgres, other)) {
            // Another host with the same database and key, and credentials of its own.
            assertThat(second.owner()).isNotEqualTo(service.owner());
            assertThat(second.exchange(service.owner()).status()).isEqualTo(200);
            assertThat(second.send("GET", "/oauth2/jwks", "").json())
                    .isEqualTo(service.send("GET", "/oauth2/jwks", "").json());
            var id = claims(second.owner()).id();
            call("DELETE", "/v1/tokens/" + id, "");
        }
        try (var third = RunningIdentity.start(postgres, other)) {
            assertThat(third.exchange(third.owner()).status()).isEqualTo(401);
        }
    }

    @Test
    void every_operation_names_its_least_role() {
        var handlers =
                service.context()
                        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                        .getHandlerMethods();
        var api =
                handlers.entrySet().stream()
                        .filter(
                                handler ->
                                        handler.getKey().getPatternValues().stream()
                                                .anyMatch(path -> path.startsWith("/v1/")))
                        .toList();
        assertThat(api).hasSizeGreaterThan(8);
        assertThat(api)
                .allSatisfy(
                        handler ->
                                assertThat(
                                                handler.getValue()
                                                        .getMethodAnnotation(PreAuthorize.class))
                                        .as("%s", handler)
                                        .isNotNull());
    }

    @Test
    void the_reference_of_the_api_is_what_the_service_answers() throws Exception {
        ApiReference.hasDocument(
                "identity", service.send("GET", "/v3/api-docs", "").response().body());
    }

    @Test
    void only_what_is_named_is_reachable() {
        for (var path : List.of("/ott/generate", "/never", "/login", "/default-ui.css", "/x")) {
            assertThat(service.send("POST", path, "").status()).as(path).isIn(401, 403);
        }
    }

    private record Claims(String id, String role, String accelerator) {}

    private static Claims claims(String credentials) {
        try {
            var claims =
                    SignedJWT.parse(service.exchange(credentials).response().body())
                            .getJWTClaimsSet();
            return new Claims(
                    claims.getJWTID(),
                    claims.getStringClaim("role"),
                    String.valueOf(claims.getStringClaim("accelerator")));
        } catch (java.text.ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static tools.jackson.databind.JsonNode tokenNamed(String name) {
        return call("GET", "/v1/tokens", "")
                .json()
                .path("items")
                .valueStream()
                .filter(token -> token.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static RunningIdentity.Answer call(String method, String path, String body) {
        return service.call(service.owner(), method, path, body);
    }

    private static JdbcTemplate jdbc() {
        return service.context().getBean(JdbcTemplate.class);
    }

    private static int rows(String query, String argument) {
        return jdbc().queryForList(
                        query,
                        Integer.class,
                        argument.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .getFirst();
    }
}
