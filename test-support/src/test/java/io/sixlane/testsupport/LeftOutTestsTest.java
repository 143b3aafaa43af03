package io.sixlane.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class LeftOutTestsTest {
    /** Without the registered listener, which would list the sample among the real ones. */
    private static final LauncherConfig ALONE =
            LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();

    @Test
    void names_each_test_that_did_not_run_and_why(@TempDir Path folder) throws Exception {
        var file = folder.resolve("left-out");
        LauncherFactory.create(ALONE)
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(Sample.class))
                                .build(),
                        new LeftOutTests(file.toString()));
        assertThat(Files.readString(file, UTF_8).lines())
                .containsExactlyInAnyOrder(
                        "LeftOutTestsTest$Sample.needs_more: needs nginx; install nginx",
                        "LeftOutTestsTest$Sample.never_runs: no reason");
    }

    @Test
    void is_registered_for_every_launcher() {
        assertThat(ServiceLoader.load(TestExecutionListener.class))
                .hasAtLeastOneElementOfType(LeftOutTests.class);
    }

    /** Selected by the test above alone: its name matches no pattern of the build. */
    static class Sample {
        @Test
        void runs() {
            assertThat(1).isOne();
        }

        @Test
        void needs_more() {
            Assumptions.abort("needs nginx; install nginx");
        }

        @Test
        @Disabled("no reason")
        void never_runs() {}
    }
}
