package io.sixlane.http.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadDeadlineTest {
    private static final String HEAD = "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n";

    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void start() {
        channel.freezeTime();
        channel.pipeline().addLast("codec", new HttpServerCodec());
        HeadDeadline.add(channel.pipeline(), "codec", Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        channel.finishAndReleaseAll();
    }

    @Test
    void a_head_that_trickles_in_is_cut_off() {
        for (var second = 0; second < 9; second++) {
            send("G");
            pass(1);
        }
        assertThat(channel.isOpen()).isTrue();
        send("G");
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_whole_head_may_have_a_body_and_an_answer_that_take_longer() {
        send(HEAD.substring(0, 7));
        pass(9);
        send(HEAD.substring(7));
        pass(20);
        send("{");
        pass(20);
        send("}");
        pass(20);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void the_next_head_has_a_deadline_of_its_own() {
        send(HEAD + "{}");
        pass(20);
        send("POST");
        pass(9);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}
