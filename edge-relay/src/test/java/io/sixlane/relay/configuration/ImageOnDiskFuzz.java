package io.sixlane.relay.configuration;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sixlane.configuration.image.ConfigurationDelta;
import io.sixlane.configuration.image.ConfigurationImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An image file or a journal with a hash that fits, so that the fuzzer reaches what is behind it:
 * each is read, or refused without a throw. The first byte chooses.
 */
public final class ImageOnDiskFuzz {
    private static final Path FILE = temporary();

    private ImageOnDiskFuzz() {}

    private static Path temporary() {
        try {
            var file = Files.createTempFile("image", ".fuzz");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Jazzer calls it. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        var sha256 = Sha256.hex(input, 1, input.length);
        var body = new byte[input.length - 1];
        System.arraycopy(input, 1, body, 0, body.length);
        if (input[0] % 2 == 0) {
            Files.write(FILE, concat((sha256 + "\n").getBytes(US_ASCII), body));
            var _ = new ImageFile(FILE).read();
        } else {
            var line = concat((sha256 + " ").getBytes(US_ASCII), body);
            Files.write(FILE, concat(("0".repeat(64) + "\n").getBytes(US_ASCII), line));
            var _ =
                    new ImageJournal(FILE)
                            .replayInto(new ConfigurationDelta(ConfigurationImage.EMPTY));
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
