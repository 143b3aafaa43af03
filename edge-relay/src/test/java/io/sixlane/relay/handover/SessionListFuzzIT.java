package io.sixlane.relay.handover;

import io.sixlane.relay.udp.InheritedSession;
import io.sixlane.testsupport.Fuzzing;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.SAME_THREAD)
class SessionListFuzzIT {
    @Test
    void any_bytes_are_sessions_or_are_refused(@TempDir Path folder) throws Exception {
        var client = new InetSocketAddress("2001:db8::7", 50_123);
        var accelerated = new InetSocketAddress("192.0.2.1", 53);
        var session = new InheritedSession(client, accelerated, 0, "ep-1", 3);

        Fuzzing.check(
                SessionListFuzz.class,
                folder,
                List.of(SessionList.write(List.of(session, session))));
    }
}
