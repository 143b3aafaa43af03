package io.sixlane.relay.lane.datagram;

import io.sixlane.relay.lane.Refusal;
import io.sixlane.testsupport.Fuzzing;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.SAME_THREAD)
class DatagramFrameFuzzIT {
    @Test
    void any_bytes_are_a_frame_or_are_refused(@TempDir Path folder) throws Exception {
        Fuzzing.check(
                DatagramFrameFuzz.class,
                folder,
                Stream.<Frame>of(
                                new Frame.Data(1, 2, new byte[] {3}),
                                new Frame.Open(1, new byte[] {1, 0, 1, 7}),
                                new Frame.Join(1, new byte[0]),
                                new Frame.Opened(1, new byte[] {2}),
                                new Frame.Refused(1, Refusal.DRAINING),
                                new Frame.Close(1),
                                new Frame.Ping(5),
                                new Frame.Pong(5, 6, 7))
                        .map(DatagramFrameFuzzIT::bytes)
                        .toList());
    }

    private static byte[] bytes(Frame frame) {
        var bytes = new byte[frame.length()];
        frame.write(bytes);
        return bytes;
    }
}
