package io.sixlane.relay.lane;

import io.sixlane.testsupport.Fuzzing;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.SAME_THREAD)
class FrameFuzzIT {
    @Test
    void any_bytes_are_a_frame_or_are_refused(@TempDir Path folder) throws Exception {
        Fuzzing.check(
                FrameFuzz.class,
                folder,
                List.of(
                        frame(FrameType.OPEN, FrameTest.OPEN.write()),
                        frame(FrameType.OPENED, FrameTest.OPENED.write()),
                        frame(FrameType.REFUSED, Refusal.DRAINING.write()),
                        frame(FrameType.WARMTH, new Warmth(1 << 20, 120_000).write()),
                        frame(FrameType.DATA, new byte[] {'a'})));
    }

    private static byte[] frame(FrameType type, byte[] payload) {
        var header = new FrameHeader(type, 7, payload.length).bits();
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(FrameHeader.BYTES).putLong(header).array());
        out.writeBytes(payload);
        return out.toByteArray();
    }
}
