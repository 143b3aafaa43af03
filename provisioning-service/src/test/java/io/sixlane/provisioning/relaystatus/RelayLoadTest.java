package io.sixlane.provisioning.relaystatus;

import static org.assertj.core.api.Assertions.assertThat;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.ListenerId;
import io.sixlane.configuration.relay.RelayStatus.Heartbeat;
import io.sixlane.configuration.relay.RelayStatus.ListenerConnections;
import io.sixlane.provisioning.relaystatus.RelayLoad.Open;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RelayLoadTest {
    private static final AcceleratorId ID = new AcceleratorId("ga-1");
    private static final ListenerId WEB = new ListenerId("lsr-1");
    private static final ListenerId API = new ListenerId("lsr-2");

    @Test
    void connections_of_a_listener_are_exact_unless_the_list_was_cut() {
        var busy = new ListenerConnections(ID, WEB, 3);
        var full =
                Stream.generate(() -> new ListenerConnections(ID, API, 2))
                        .limit(Heartbeat.MOST_LISTENERS)
                        .toList();
        assertThat(new RelayLoad("r", "a", 0, List.of()).open(WEB)).isEqualTo(new Open(0L, 0));
        assertThat(new RelayLoad("r", "a", 9, List.of(busy)).open(WEB)).isEqualTo(new Open(3L, 3));
        assertThat(new RelayLoad("r", "a", 9, List.of(busy)).open(API)).isEqualTo(new Open(0L, 0));
        assertThat(new RelayLoad("r", "a", 9, full).open(WEB)).isEqualTo(new Open(null, 2));
    }
}
