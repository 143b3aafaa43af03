package io.sixlane.provisioning.accelerator;

import static io.sixlane.provisioning.accelerator.Fixture.created;
import static io.sixlane.provisioning.accelerator.Fixture.evolve;
import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.image.AcceleratorImage;
import io.sixlane.provisioning.acceleratorapi.CommandReader;
import io.sixlane.provisioning.decision.Decision.Accepted;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked, in whatever order, these stay true; and every answer is a decision. */
class AcceleratorInvariantsTest {
    private static final int SEQUENCES = 600;
    private static final int COMMANDS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_123, 42})
    void invariants_hold_after_every_command(long seed) {
        var random = new Random(seed);
        var accepted = new TreeMap<String, Integer>();
        for (var sequence = 0; sequence < SEQUENCES; sequence++) {
            var draft =
                    new ChangeDraft(
                            (AcceleratorImage) evolve(null, created(3, 20)),
                            RandomCommands.known(random));
            for (var step = 0; step < COMMANDS; step++) {
                var command = RandomCommands.command(random, step, draft.after());
                if (draft.run(command) instanceof Accepted(var events)) {
                    accepted.merge(command.getClass().getSimpleName(), events.size(), Integer::sum);
                }
                AcceleratorInvariants.check(draft.after(), draft.facts());
            }
        }
        assertThat(accepted.values()).as("events of each kind " + accepted).allMatch(n -> n >= 3);
        assertThat(accepted.keySet())
                .as("kinds of commands that were accepted")
                .containsAll(Stream.of(CommandReader.Kind.values()).map(Enum::name).toList());
    }
}
