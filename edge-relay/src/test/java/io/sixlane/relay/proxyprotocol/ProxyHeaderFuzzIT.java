package io.sixlane.relay.proxyprotocol;

import io.sixlane.testsupport.Fuzzing;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("fuzz")
class ProxyHeaderFuzzIT {
    private static final String ADDRESSES =
            "20010db8000000000000000000000007c3505"
                    + "00000000000000000000000ffffc000020101bb"
                    + "000000000000000772656c61792d31";

    @Test
    void all_addresses_survive_the_round_trip(@TempDir Path folder) throws Exception {
        var seeds = IntStream.range(0, 32).mapToObj(ProxyHeaderFuzzIT::seed).toList();

        Fuzzing.check(ProxyHeaderFuzz.class, folder, List.copyOf(seeds));
    }

    private static byte[] seed(int choice) {
        var input = HexFormat.of().parseHex("00" + ADDRESSES.replace(" ", "") + "00");
        input[0] = (byte) choice;
        return input;
    }
}
