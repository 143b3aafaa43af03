package io.sixlane.configuration.relay;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sixlane.configuration.json.ConfigurationJson;
import io.sixlane.configuration.relay.TrafficReport.WayCount;
import java.nio.charset.Charset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecordFieldsTest {
    @Test
    void json_that_leaves_no_doubt_is_not_written_again() {
        var times = new AtomicInteger();

        RecordFields.json(
                "{\"way\":[\"relay\"]}".getBytes(UTF_8),
                () -> {
                    times.incrementAndGet();
                    return new byte[0];
                });

        assertThat(times).hasValue(0);
    }

    @Test
    void a_nul_is_refused_in_any_encoding() {
        for (var charset : new Charset[] {UTF_8, UTF_16BE, Charset.forName("UTF-32LE")}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    check(
                                            "{\"way\":[\"a\\u0000\"],\"connectionsOpened\":1}",
                                            charset))
                    .withMessage("must not contain a NUL character");
            assertThatCode(() -> check("{\"way\":[\"a\"],\"connectionsOpened\":1}", charset))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_nul_in_a_member_that_no_table_takes_is_none() {
        assertThatCode(
                        () ->
                                check(
                                        "{\"way\":[],\"connectionsOpened\":1,\"later\":\"\\u0000\"}",
                                        UTF_8))
                .doesNotThrowAnyException();
    }

    @Test
    void what_is_too_large_is_refused_by_what_would_be_stored() {
        var tooLong = "a".repeat(RecordFields.MOST_BYTES);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                check(
                                        "{\"way\":[\"" + tooLong + "\"],\"connectionsOpened\":1}",
                                        UTF_8))
                .withMessageStartingWith("must have at most");
        assertThatCode(
                        () ->
                                check(
                                        "{\"way\":[],\"connectionsOpened\":1,\"later\":\""
                                                + tooLong
                                                + "\"}",
                                        UTF_8))
                .doesNotThrowAnyException();
    }

    private static void check(String json, Charset charset) {
        var received = json.getBytes(charset);
        var read = ConfigurationJson.read(received, WayCount.class);
        RecordFields.json(received, () -> ConfigurationJson.write(read));
    }
}
