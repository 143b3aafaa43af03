package io.sixlane.relay.lane.security;

import io.sixlane.testsupport.Fuzzing;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.SAME_THREAD)
class LaneCryptoFuzzIT {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void any_bytes_are_accepted_or_refused(@TempDir Path folder) throws Exception {
        var fleet = new FleetFixture(folder.resolve("fleet"));
        var left = fleet.relay("cn-hongkong", "hk-1", LaneEncryption.TLS);
        var right = fleet.relay("us-west-1", "us-1", LaneEncryption.TLS);
        var connecting = left.connecting(new RelayName("us-west-1", "us-1"), HERE);
        var accepting = right.accepting(HERE).orElseThrow();
        var first = Wire.drained(connecting.toSend());
        accepting.received(first.duplicate());
        var second = Wire.drained(accepting.toSend());

        Fuzzing.check(
                LaneCryptoFuzz.class,
                folder,
                List.of(
                        seed(LaneCryptoFuzz.TO_ACCEPTING, bytes(first)),
                        seed(LaneCryptoFuzz.TO_CONNECTING, bytes(second)),
                        LaneCryptoFuzz.greeting()));
    }

    private static byte[] bytes(ByteBuffer from) {
        var bytes = new byte[from.remaining()];
        from.get(from.position(), bytes);
        return bytes;
    }

    private static byte[] seed(byte kind, byte[] bytes) {
        var seed = new ByteArrayOutputStream();
        seed.write(kind);
        seed.writeBytes(bytes);
        return seed.toByteArray();
    }
}
