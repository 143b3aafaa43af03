package io.sixlane.provisioning.catalogcopy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.sixlane.configuration.catalog.CatalogEntry.RegionEntry;
import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.log.Topics;
import io.sixlane.provisioning.RunningApplication;
import io.sixlane.provisioning.TestPlatform;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogEntryConsumerIT {
    private final RunningApplication application = new RunningApplication(TestPlatform.kafka());

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void an_entry_that_can_never_be_stored_stops_nothing() throws Exception {
        var good = new RegionEntry("poison-1", 1, "Good", "ASIA", false, true);
        var nul = new String(ConfigurationJson.write(good), UTF_8).replace("poison-1", "x\\u0000");
        var surrogate = new String(ConfigurationJson.write(good), UTF_8).replace("Good", "\\ud800");
        application.send(Topics.CATALOG, "a", nul.getBytes(UTF_8));
        application.send(Topics.CATALOG, "b", surrogate.getBytes(UTF_8));
        application.send(
                Topics.CATALOG,
                "long",
                new RegionEntry("x".repeat(900_000), 1, "Good", "ASIA", false, true));
        application.send(Topics.CATALOG, "c", "not json".getBytes(UTF_8));
        application.send(Topics.CATALOG, "d", "{}".getBytes(UTF_8));
        application.send(Topics.CATALOG, "e", (byte[]) null);
        application.send(Topics.CATALOG, good.key(), good);

        var copy = application.bean(CatalogCopy.class);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> copy.regions().any(it -> it.code().equals("poison-1")).block());

        var refused = application.bean(MeterRegistry.class).counter(CatalogEntryConsumer.REFUSED);
        assertThat(refused.count()).isGreaterThanOrEqualTo(6);
    }
}
