package io.sixlane.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.http.problem.ProblemType;
import io.sixlane.http.problem.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

@ExtendWith(OutputCaptureExtension.class)
class DroppedErrorsTest {
    private final DroppedErrors errors = new DroppedErrors();

    @BeforeEach
    void register() {
        errors.afterPropertiesSet();
    }

    @AfterEach
    void unregister() {
        errors.destroy();
    }

    @Test
    void what_a_client_did_leaves_no_line(CapturedOutput output) {
        Operators.onErrorDropped(
                new RefusedException(ProblemType.BAD_REQUEST, "breaks off"), Context.empty());
        assertThat(output).doesNotContain("breaks off");
    }

    @Test
    void a_fault_of_our_own_leaves_its_stack_trace(CapturedOutput output) {
        Operators.onErrorDropped(new IllegalStateException("a fault"), Context.empty());
        assertThat(output)
                .contains("error after the end of a request")
                .contains("IllegalStateException: a fault")
                .contains("at io.sixlane.http.connection.DroppedErrorsTest");
    }
}
