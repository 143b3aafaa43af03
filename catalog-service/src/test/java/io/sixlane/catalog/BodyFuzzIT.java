package io.sixlane.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sixlane.testsupport.Fuzzing;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodyFuzzIT {
    private static final List<String> BODIES =
            List.of(
                    "{'accelerationRegions':['cn-hongkong'],'serviceRegion':'us-west-1',"
                            + "'icpFiling':true,'serverArea':'OFF_CLOUD',"
                            + "'peakBandwidthMbps':10,'maxConcurrentConnections':1000}",
                    "{'monthlyPrice':{'currency':'USD','minorUnits':100},'yearlyPrice':null}");

    @Test
    void any_body_is_read_or_refused(@TempDir Path folder) throws Exception {
        Fuzzing.check(
                BodyFuzz.class,
                folder,
                IntStream.range(0, BodyFuzz.readers().size())
                        .boxed()
                        .flatMap(reader -> BODIES.stream().map(body -> seed(reader, body)))
                        .toList());
    }

    private static byte[] seed(int reader, String body) {
        return ((char) reader + body.replace('\'', '"')).getBytes(UTF_8);
    }
}
