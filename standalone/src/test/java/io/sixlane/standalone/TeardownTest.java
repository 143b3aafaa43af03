package io.sixlane.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class TeardownTest {

    private final Teardown teardown =
            new Teardown(new Narrator(new PrintStream(new ByteArrayOutputStream())));
    private final ArrayList<String> ended = new ArrayList<>();

    @Test
    void endsTheLastFirstAndGoesOnAfterAFailure() {
        teardown.add(() -> ended.add("routes"));
        teardown.add(
                () -> {
                    throw new IllegalStateException("stuck");
                });
        teardown.add(() -> ended.add("gateway"));

        teardown.close();
        teardown.close();

        assertThat(ended).containsExactly("gateway", "routes");
    }

    @Test
    void whatArrivesAfterTheEndIsEndedAtOnce() {
        teardown.close();

        assertThatThrownBy(() -> teardown.add(() -> ended.add("late")))
                .isInstanceOf(StackException.class);
        assertThat(ended).containsExactly("late");
    }
}
