package io.sixlane.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.sixlane.platform.EmbeddedPostgres;
import io.sixlane.testsupport.ApiReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The service with a real PostgreSQL. */
class IdentityServiceIT {
    private static EmbeddedPostgres postgres;
    private static RunningIdentity service;
    private static ReportedLog log;
    private static Issuer issuer;
    private static Path folder;

    @BeforeAll
    static void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
        postgres.createDatabase("identity");
        log = ReportedLog.start();
        issuer = Issuer.start();
        service =
                RunningIdentity.start(
                        postgres,
                        folder,
                        Stream.concat(
                                        Stream.of("--SIXLANE_PROVISIONING_URL=" + log.url()),
                                        Stream.of(issuer.arguments(folder)))
                                .toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        service.close();
        log.close();
        issuer.close();
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
                                text.getBytes(UTF_8)))
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
    void a_token_makes_none_that_outlives_it() {
        var maker =
                call("POST", "/v1/tokens", "{'name':'maker','role':'ADMIN','expiresInDays':30}");
        var own = "Bearer " + maker.text("/token");
        var end = maker.text("/expiresAt");
        var shortened = service.call(own, "POST", "/v1/tokens", "{'name':'same','role':'VIEWER'}");
        assertThat(shortened.status()).isEqualTo(201);
        assertThat(tokenNamed("same").path("expiresAt"))
                .isEqualTo(tokenNamed("maker").path("expiresAt"));
        var body = "{'name':'t','role':'VIEWER','expiresInDays':%d}";
        var longer = service.call(own, "POST", "/v1/tokens", body.formatted(30));
        assertThat(longer.status()).isEqualTo(422);
        assertThat(longer.problem()).isEqualTo("token-outlives-caller");
        assertThat(longer.text("/errors/0/pointer")).isEqualTo("/expiresInDays");
        assertThat(longer.text("/errors/0/detail")).contains(end.substring(0, 19));
        assertThat(service.call(own, "POST", "/v1/tokens", body.formatted(29)).status())
                .isEqualTo(201);
        // A session has no such end, nor has the owner's token.
        var session = service.session(call("POST", "/v1/sign-in-links", "").text("/url"));
        assertThat(service.call(session, "POST", "/v1/tokens", body.formatted(3_650)).status())
                .isEqualTo(201);
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
                    /v1/members|{'name':'a\\u202eb','role':'VIEWER'}|/name
                    /v1/accounts|{'name':'operator'}|/name
                    /v1/accounts|{'name':'a/b'}|/name
                    /v1/tokens|{'name':'a\\u2028b','role':'VIEWER'}|/name
                    """)
    void a_bad_field_is_named(String path, String body, String pointer) {
        var answer = call("POST", path, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-request");
        assertThat(answer.text("/errors/0/pointer")).isEqualTo(pointer);
        assertThat(answer.text("/requestId")).isNotEmpty();
    }

    @Test
    void a_refusal_of_the_framework_is_a_problem_of_a_type() {
        var signed = "Bearer " + service.exchange(service.owner()).response().body();
        var text =
                service.send(
                        "POST",
                        "/v1/tokens",
                        "",
                        "Authorization",
                        signed,
                        "Content-Type",
                        "text/plain",
                        "X-Request-Id",
                        "mine");
        assertThat(text.status()).isEqualTo(415);
        assertThat(text.problem()).isEqualTo("unsupported-media-type");
        assertThat(text.text("/requestId")).isEqualTo("mine");
        assertThat(call("PUT", "/v1/tokens", "{}").problem()).isEqualTo("method-not-allowed");
    }

    @Test
    void each_request_has_a_line_in_the_log_with_the_id_of_its_answer() {
        var lines = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger("io.sixlane.identity.connection.AccessLog");
        lines.start();
        logger.addAppender(lines);
        try {
            service.send("GET", "/v1/me?a=b", "", "X-Request-Id", "mine");
            var other = service.send("GET", "/v1/a%20b", "", "X-Request-Id", "a\" path=\"/x");
            service.exchange(service.owner());
            service.send("GET", "/actuator/health", "");
            assertThat(lines.list)
                    .extracting(IdentityServiceIT::keys)
                    .containsExactly(
                            "method=GET path=/v1/me status=401 requestId=mine",
                            "method=GET path=/v1/a%20b status=401 requestId="
                                    + other.text("/requestId"),
                            "method=POST path=/internal/exchange status=200 requestId="
                                    + lines.list.getLast().getKeyValuePairs().getLast().value);
            assertThat(other.text("/requestId")).matches("[0-9a-f-]{36}");
        } finally {
            logger.detachAppender(lines);
        }
    }

    private static String keys(ILoggingEvent line) {
        assertThat(line.getMessage()).isEqualTo("request");
        return line.getKeyValuePairs().stream()
                .filter(pair -> !pair.key.equals("millis"))
                .map(pair -> pair.key + "=" + pair.value)
                .collect(Collectors.joining(" "));
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

    /** Each sign-in makes a session, and each link a row. */
    @Test
    void a_member_has_five_links_and_signs_in_ten_times_a_minute() {
        var user = call("POST", "/v1/members", "{'name':'Eager','role':'VIEWER'}").text("/user");
        var body = "{'user':'%s'}".formatted(user);
        var first = call("POST", "/v1/sign-in-links", body).text("/url");
        for (var link = 0; link < 5; link++) {
            call("POST", "/v1/sign-in-links", body);
        }
        assertThat(rows("select count(*) from one_time_tokens where username = ?", user))
                .isEqualTo(5);
        assertThat(service.signIn(first).status()).isEqualTo(401);
        for (var signIn = 0; signIn < 10; signIn++) {
            var link = call("POST", "/v1/sign-in-links", body).text("/url");
            assertThat(service.signIn(link).status()).isEqualTo(204);
        }
        var refused = service.signIn(call("POST", "/v1/sign-in-links", body).text("/url"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("too-many-requests");
        assertThat(refused.response().headers().firstValue("retry-after")).contains("60");
        assertThat(rows("select count(*) from spring_session where principal_name = ?", user))
                .isEqualTo(10);
        service.session(call("POST", "/v1/sign-in-links", "").text("/url"));
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
    void a_session_ends_a_week_after_its_sign_in() {
        var user = call("POST", "/v1/members", "{'name':'Week','role':'VIEWER'}").text("/user");
        var body = "{'user':'%s'}".formatted(user);
        var session = service.session(call("POST", "/v1/sign-in-links", body).text("/url"));
        age(user, Duration.ofDays(7).minusMinutes(1));
        assertThat(service.exchange(session).status()).isEqualTo(200);

        // Another sign-in with the cookie begins another week.
        var link = call("POST", "/v1/sign-in-links", body).text("/url");
        var again = service.session(link, session);
        assertThat(service.exchange(session).status()).isEqualTo(401);
        age(user, Duration.ofDays(7).minusMinutes(1));
        assertThat(service.exchange(again).status()).isEqualTo(200);
        age(user, Duration.ofMinutes(2));
        assertThat(service.exchange(again).status()).isEqualTo(401);
        assertThat(rows("select count(*) from spring_session where principal_name = ?", user))
                .isZero();
    }

    private static void age(String user, Duration by) {
        jdbc().update(
                        "update spring_session set creation_time = creation_time - ?"
                                + " where principal_name = ?",
                        by.toMillis(),
                        user);
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
    void an_account_makes_no_more_than_a_thousand_tokens() throws Exception {
        var admin = service.session(call("POST", "/v1/accounts", "{'name':'busy'}").text("/url"));
        var fill =
                """
                insert into api_token (id, hash, account, member, name, role, read_only,
                                       expires_at, revoked_at)
                select 'tok-busy-' || n, decode(md5('busy' || n), 'hex'), 'busy', m.id, 'n',
                       'VIEWER', false,
                       case when n > 1010 then now() end,
                       case when n between 1000 and 1010 then now() end
                from member m, generate_series(1, 1020) n
                where m.account = 'busy'
                """;
        jdbc().update(fill);
        var body = "{'name':'t','role':'VIEWER'}";
        assertThat(atOnce("api_token", admin, "/v1/tokens", body))
                .containsExactlyInAnyOrder(201, 422, 422);
        var refused = service.call(admin, "POST", "/v1/tokens", body);
        assertThat(refused.problem()).isEqualTo("account-limit-reached");
        assertThat(refused.json().path("limit").asInt()).isEqualTo(1_000);
        assertThat(refused.text("/detail")).contains("revoke one");
        service.call(admin, "DELETE", "/v1/tokens/tok-busy-1", "");
        assertThat(service.call(admin, "POST", "/v1/tokens", body).status()).isEqualTo(201);
    }

    @Test
    void an_account_invites_no_more_than_a_thousand_members() throws Exception {
        var admin = service.session(call("POST", "/v1/accounts", "{'name':'crowd'}").text("/url"));
        jdbc().update(
                        """
                        insert into member (id, account, name, role)
                        select 'usr-crowd-' || n, 'crowd', 'n' || n, 'VIEWER'
                        from generate_series(1, 998) n
                        """);
        assertThat(atOnce("member", admin, "/v1/members", "{'name':'m%d','role':'VIEWER'}"))
                .containsExactlyInAnyOrder(201, 422, 422);
        var body = "{'name':'another','role':'VIEWER'}";
        var refused = service.call(admin, "POST", "/v1/members", body);
        assertThat(refused.problem()).isEqualTo("account-limit-reached");
        assertThat(refused.text("/detail")).contains("remove one");
        service.call(admin, "DELETE", "/v1/members/usr-crowd-1", "");
        assertThat(service.call(admin, "POST", "/v1/members", body).status()).isEqualTo(201);
    }

    /** The statuses of three requests, of which none can write before all wait for a lock. */
    private static List<Integer> atOnce(String table, String session, String path, String body)
            throws Exception {
        try (var blocker = service.context().getBean(DataSource.class).getConnection();
                var statement = blocker.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table %s in share mode".formatted(table));
            var answers =
                    Stream.of(1, 2, 3)
                            .map(
                                    number ->
                                            CompletableFuture.supplyAsync(
                                                    () ->
                                                            service.call(
                                                                    session,
                                                                    "POST",
                                                                    path,
                                                                    body.formatted(number)),
                                                    threads))
                            .toList();
            await().atMost(Duration.ofSeconds(8))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> waiting(statement) == answers.size());
            blocker.rollback();
            return answers.stream().map(answer -> answer.join().status()).toList();
        }
    }

    private static int waiting(Statement statement) throws SQLException {
        try (var count =
                statement.executeQuery(
                        "select count(distinct pid) from pg_locks where not granted")) {
            count.next();
            return count.getInt(1);
        }
    }

    /** Also what the log did not take at first, and around an event that it never takes. */
    @Test
    void everything_about_members_and_tokens_is_reported_to_the_log() {
        var invited = call("POST", "/v1/members", "{'name':'Eva','role':'ADMIN'}");
        var user = invited.text("/user");
        var session = service.session(invited.text("/url"));
        var token = service.call(session, "POST", "/v1/tokens", "{'name':'e','role':'VIEWER'}");
        var refused = "{'name':'%s','role':'VIEWER'}".formatted(ReportedLog.REFUSED);
        service.call(session, "POST", "/v1/tokens", refused);
        service.call(session, "DELETE", "/v1/tokens/" + token.text("/id"), "");
        service.call(session, "POST", "/v1/sign-in-links", "");
        call("PATCH", "/v1/members/" + user, "{'role':'VIEWER'}");
        call("DELETE", "/v1/members/" + user, "");
        call("POST", "/v1/accounts", "{'name':'eva & co'}");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            assertThat(log.types("local", user))
                                    .containsExactly(
                                            "SignedIn",
                                            "TokenMade",
                                            "TokenRevoked",
                                            "SignInLinkMade");
                            assertThat(log.types("local", "owner"))
                                    .contains(
                                            "MemberInvited", "MemberRoleChanged", "MemberRemoved");
                            assertThat(log.types("eva & co", "owner"))
                                    .containsExactly("MemberInvited");
                            assertThat(rows("select count(*) from access_outbox where refused"))
                                    .isOne();
                        });
        assertThat(log.callers())
                .allSatisfy(
                        caller -> {
                            var claims = SignedJWT.parse(caller.substring(7)).getJWTClaimsSet();
                            assertThat(claims.getSubject()).isEqualTo("identity-service");
                            assertThat(claims.getStringClaim("role")).isEqualTo("VIEWER");
                        });
        assertThat(log.events())
                .filteredOn(event -> event.at("/event/type").asString().startsWith("Member"))
                .filteredOn(event -> event.at("/actor/user").asString().equals("owner"))
                .allMatch(event -> !event.at("/actor/requestId").asString().isEmpty())
                .extracting(event -> event.at("/actor/clientAddress").asString())
                .containsOnly("2001:db8::9");
        assertThat(log.events().toString()).doesNotContain(token.text("/token"));
    }

    /** The log keeps them for ever, and strangers may cause any number. */
    @Test
    void refusals_have_a_bounded_number_of_events_which_count_them() {
        for (var guess = 0; guess < 50; guess++) {
            assertThat(service.exchange("Bearer sxl_pat_guess").status()).isEqualTo(401);
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(log.types("", "")).isNotEmpty());
        assertThat(rows("select count(*) from access_outbox") + log.types("", "").size())
                .isLessThan(30);
        var meters = service.send("GET", "/actuator/prometheus", "").response().body();
        assertThat(meters).contains("sixlane_identity_refusals_total{");
    }

    @Test
    void an_issuer_gives_account_and_role_by_the_groups_of_a_person() throws Exception {
        var editor = issuer.signIn(service, "ann", List.of("staff", "dev"));
        assertThat(editor.status()).isEqualTo(302);
        assertThat(editor.response().headers().firstValue("location"))
                .contains("http://localhost:8080/");
        var session = Issuer.cookie(editor);
        var me = service.call(session, "GET", "/v1/me", "");
        assertThat(me.text("/account")).isEqualTo("web");
        assertThat(me.text("/role")).isEqualTo("EDITOR");
        assertThat(me.text("/name")).isEqualTo("ann@example.org");
        var user = me.text("/user");

        var lead = Issuer.cookie(issuer.signIn(service, "ann", List.of("dev", "lead")));
        assertThat(claims(lead).role()).isEqualTo("ADMIN");
        assertThat(claims(session).role()).isEqualTo("ADMIN");
        assertThat(service.call(lead, "GET", "/v1/me", "").text("/user")).isEqualTo(user);
        assertThat(claims(Issuer.cookie(issuer.signIn(service, "olga", "ops"))).role())
                .isEqualTo("OPERATOR");
        assertThat(
                        rows(
                                "select count(*) from spring_session_attributes where"
                                        + " position(?::bytea in attribute_bytes) > 0",
                                "ann@example.org".getBytes(UTF_8)))
                .isZero();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(log.types("web", user))
                                        .containsExactly(
                                                "MemberInvited",
                                                "SignedIn",
                                                "MemberRoleChanged",
                                                "SignedIn"));

        var out = issuer.signIn(service, "ann", List.of("staff"));
        assertThat(out.response().headers().firstValue("location"))
                .contains("http://localhost:8080/sign-in.html?refused");
        assertThat(service.exchange(lead).status()).isEqualTo(401);
        assertThat(service.exchange(session).status()).isEqualTo(401);
    }

    @Test
    void an_answer_that_no_one_asked_the_issuer_for_signs_no_one_in() {
        var forged = service.send("GET", "/login/oauth2/code/oidc?code=guess&state=guess", "");
        assertThat(forged.response().headers().firstValue("location"))
                .contains("http://localhost:8080/sign-in.html?refused");
        assertThat(service.send("GET", "/login/ways", "").text("/issuer")).isEqualTo("People");
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

    /** The browser tests register real ones. */
    @Test
    void passkeys_are_listed_and_removed_by_their_owner_alone() {
        var theirs = service.session(call("POST", "/v1/accounts", "{'name':'keys'}").text("/url"));
        var jdbc = service.context().getBean(JdbcClient.class);
        jdbc.sql("insert into user_entities (id, name) values ('entity-1', 'owner')").update();
        jdbc.sql(
                        """
                        insert into user_credentials (credential_id, user_entity_user_id, public_key,
                                                      backup_eligible, backup_state, created,
                                                      last_used, label)
                        values ('key-1', 'entity-1', '', false, false, now(), now(), 'my laptop')
                        """)
                .update();

        var shown = call("GET", "/v1/passkeys", "");
        assertThat(shown.text("/items/0/id")).isEqualTo("key-1");
        assertThat(shown.text("/items/0/name")).isEqualTo("my laptop");
        assertThat(service.call(theirs, "GET", "/v1/passkeys", "").json().at("/items")).isEmpty();
        assertThat(service.call(theirs, "DELETE", "/v1/passkeys/key-1", "").status())
                .isEqualTo(404);
        var byProgram = call("DELETE", "/v1/passkeys/key-1", "");
        assertThat(byProgram.status()).isEqualTo(403);
        assertThat(byProgram.problem()).isEqualTo("out-of-scope");
        var own = service.session(call("POST", "/v1/sign-in-links", "").text("/url"));
        assertThat(service.call(own, "DELETE", "/v1/passkeys/key-1", "").status()).isEqualTo(204);
        assertThat(service.call(own, "DELETE", "/v1/passkeys/key-1", "").status()).isEqualTo(404);
        assertThat(call("GET", "/v1/passkeys", "").json().at("/items")).isEmpty();
    }

    @Test
    void passkeys_that_come_and_go_are_reported_to_the_log() {
        var invited = call("POST", "/v1/members", "{'name':'Kay','role':'VIEWER'}");
        var user = invited.text("/user");
        var session = service.session(invited.text("/url"));
        service.send("POST", "/webauthn/register/options", "", "Cookie", session);
        var context = service.context();
        var passkeys = context.getBean(UserCredentialRepository.class);
        var owner =
                requireNonNull(
                        context.getBean(PublicKeyCredentialUserEntityRepository.class)
                                .findByUsername(user));
        var first = passkey("first", owner.getId());
        var second = passkey("second", owner.getId());
        passkeys.save(first);
        passkeys.save(first); // as a sign-in with it does
        var path = "/v1/passkeys/" + first.getCredentialId().toBase64UrlString();
        assertThat(service.call(session, "DELETE", path, "").status()).isEqualTo(204);
        passkeys.save(second);
        passkeys.delete(second.getCredentialId());
        passkeys.delete(second.getCredentialId());

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(log.types("local", user))
                                        .containsExactly(
                                                "SignedIn",
                                                "PasskeyAdded",
                                                "PasskeyRemoved",
                                                "PasskeyAdded",
                                                "PasskeyRemoved"));
    }

    private static CredentialRecord passkey(String id, Bytes owner) {
        return ImmutableCredentialRecord.builder()
                .credentialId(new Bytes(id.getBytes(UTF_8)))
                .userEntityUserId(owner)
                .publicKey(new ImmutablePublicKeyCose(new byte[] {1}))
                .label(id)
                .build();
    }

    @Test
    void a_restart_keeps_the_key_and_what_was_revoked(@TempDir Path other) throws Exception {

        Files.copy(folder.resolve("key.json"), other.resolve("key.json"));
        try (var second =
                RunningIdentity.start(postgres, other, "--sixlane.actuator-networks=10.9.8.0/24")) {
            assertThat(second.send("GET", "/actuator/prometheus", "").status()).isEqualTo(403);
            assertThat(second.send("GET", "/login/ways", "").json().get("issuer").isNull())
                    .isTrue();
            assertThat(second.send("GET", "/oauth2/authorization/oidc", "").status())
                    .isEqualTo(403);
            assertThat(second.send("GET", "/actuator/health/liveness", "").status()).isEqualTo(200);
            // Another host with the same database and key, and credentials of its own.
            assertThat(second.owner()).isNotEqualTo(service.owner());
            assertThat(second.exchange(service.owner()).status()).isEqualTo(200);
            assertThat(second.send("GET", "/oauth2/jwks", "").json())
                    .isEqualTo(service.send("GET", "/oauth2/jwks", "").json());
            var id = claims(second.owner()).id();
            call("DELETE", "/v1/tokens/" + id, "");
        }
        try (var third = startedBehindALock(other)) {
            assertThat(third.exchange(third.owner()).status()).isEqualTo(401);
        }
    }

    /** A database that does not answer at first is waited for. */
    private static RunningIdentity startedBehindALock(Path other) throws Exception {
        try (var blocker = service.context().getBean(DataSource.class).getConnection();
                var statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table account in access exclusive mode");
            var starting =
                    CompletableFuture.supplyAsync(
                            () ->
                                    RunningIdentity.start(
                                            postgres,
                                            other,
                                            "--spring.datasource.hikari.connection-init-sql="
                                                    + "set lock_timeout = '100ms'"));
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> waitsForLock(statement));
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> !starting.isDone());
            blocker.rollback();
            return starting.get(60, TimeUnit.SECONDS);
        }
    }

    private static boolean waitsForLock(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("select 1 from pg_locks where not granted")) {
            return rows.next();
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
    void meters_are_for_this_host() {
        assertThat(service.send("GET", "/actuator/prometheus", "").status()).isEqualTo(200);
        assertThat(service.send("GET", "/actuator/health", "").status()).isEqualTo(200);
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

    private static int rows(String query, Object... arguments) {
        return jdbc().queryForList(query, Integer.class, arguments).getFirst();
    }
}
