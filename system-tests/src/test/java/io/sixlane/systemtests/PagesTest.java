package io.sixlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void every_command_of_a_page_runs_or_gives_the_reason() throws Exception {
        for (var page : Pages.withCommands()) {
            assertThat(page.unchecked()).as(page.page().toString()).isEmpty();
        }
    }

    @Test
    void pages_run_on_the_stack() throws Exception {
        assertThat(Pages.thatRun())
                .extracting(commands -> commands.page().getFileName().toString())
                .contains("six-steps.md", "change-safely.md", "audit.md", "run-a-backbone.md");
    }

    @Test
    void a_command_outside_of_a_block_that_runs_is_noticed() throws Exception {
        var page =
                Files.writeString(
                        folder.resolve("page.md"),
                        """
                        # Page

                            curl http://localhost

                        ```sh not run: it takes an hour
                        ./sixlane bench relay
                        ```

                        ```sh alone
                        ./sixlane status
                        ```

                        1. One

                           ```sh
                           echo one
                           ```
                        """);
        var commands = PageCommands.of(page);
        assertThat(commands.unchecked()).singleElement().asString().contains("curl");
        assertThat(commands.script()).endsWith("echo one\n").doesNotContain("bench");
        assertThat(commands.only(PageCommands.ALONE).script()).endsWith("./sixlane status\n");
    }
}
