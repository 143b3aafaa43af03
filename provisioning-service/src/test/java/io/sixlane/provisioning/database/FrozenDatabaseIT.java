package io.sixlane.provisioning.database;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sixlane.provisioning.ApiClient;
import io.sixlane.provisioning.ApiClient.Answer;
import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import io.sixlane.testsupport.FrozenProcess;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A PostgreSQL whose processes are stopped, as a hypervisor or a debugger does it. */
class FrozenDatabaseIT {
    /** Two answers of six seconds each, at most, and the machine's own slowness. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Test
    void callers_get_503_within_seconds_and_the_service_recovers() throws Exception {
        try (var application = new RunningApplication(TestPlatform.kafka());
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var operator = new ApiClient(application.port(), "operator");
            assertThat(credit(operator).status()).isEqualTo(200);
            try (var frozen = FrozenProcess.of(TestPlatform.postgresProcess())) {
                assertThat(frozen).isNotNull();
                var asked = System.nanoTime();
                var reads =
                        IntStream.range(0, 12)
                                .mapToObj(i -> operator.as("account-" + i))
                                .map(one -> (Supplier<Answer>) () -> one.get("/v1/quotas"));
                var writes =
                        IntStream.range(0, 12)
                                .mapToObj(i -> i % 2 == 0 ? "" : "?wait=1s")
                                .map(wait -> (Supplier<Answer>) () -> credit(operator, wait));
                var answers =
                        Stream.concat(reads, writes)
                                .map(call -> supplyAsync(call, callers))
                                .toList()
                                .stream()
                                .map(CompletableFuture::join)
                                .toList();

                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(PATIENCE);
                assertThat(answers).extracting(Answer::status).containsOnly(503);
                assertThat(answers)
                        .extracting(Answer::problem)
                        .containsOnly("database-unavailable");
                assertThat(answers)
                        .allSatisfy(
                                answer -> assertThat(answer.header("Retry-After")).isNotEmpty());
                assertThat(operator.get("/actuator/health/readiness").status()).isEqualTo(503);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> credit(operator).status() == 200);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> operator.get("/actuator/health/readiness").status() == 200);
        }
    }

    private static Answer credit(ApiClient operator) {
        return credit(operator, "");
    }

    private static Answer credit(ApiClient operator, String query) {
        return operator.post(
                "/v1/accounts/frozen/credits" + query, "{'currency': 'USD', 'minorUnits': 100}");
    }
}
