package io.sixlane.testsupport;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Inputs that are a few steps away from a seed. */
final class Mutations {
    private static final int MOST_STEPS = 8;
    private static final int LONGEST_INSERT = 32;

    /** What lengths, counts and delimiters go wrong at. */
    private static final byte[] TELLING = {
        0, 1, 0x7f, (byte) 0x80, (byte) 0xff, ' ', '"', '%', '-', '/', '0', '9', ':', '[', '\\', '{'
    };

    private Mutations() {}

    /** One to eight steps from one of the seeds; random bytes where there are none. */
    static byte[] next(List<byte[]> seeds, Random random) {
        var input = seeds.isEmpty() ? new byte[0] : any(seeds, random);
        for (var step = random.nextInt(MOST_STEPS); step >= 0; step--) {
            input = step(input, seeds, random);
        }
        return input;
    }

    private static byte[] step(byte[] input, List<byte[]> seeds, Random random) {
        if (input.length == 0) {
            return bytes(random);
        }
        var at = random.nextInt(input.length);
        return switch (random.nextInt(7)) {
            case 0 -> with(input, at, (byte) (input[at] ^ (1 << random.nextInt(8))));
            case 1 -> with(input, at, (byte) random.nextInt(256));
            case 2 -> with(input, at, TELLING[random.nextInt(TELLING.length)]);
            case 3 -> join(input, at, bytes(random), at);
            case 4 -> join(input, at, new byte[0], at + random.nextInt(input.length - at) + 1);
            case 5 -> repeated(input, at, random);
            default -> crossed(input, at, seeds, random);
        };
    }

    private static byte[] with(byte[] input, int at, byte value) {
        var changed = input.clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] repeated(byte[] input, int at, Random random) {
        var length = Math.min(input.length - at, 1 + random.nextInt(LONGEST_INSERT));
        return join(input, at, Arrays.copyOfRange(input, at, at + length), at);
    }

    /** Its head, and the tail of a seed. */
    private static byte[] crossed(byte[] input, int at, List<byte[]> seeds, Random random) {
        if (seeds.isEmpty()) {
            return Arrays.copyOf(input, at);
        }
        var other = any(seeds, random);
        var from = random.nextInt(other.length + 1);
        return join(input, at, Arrays.copyOfRange(other, from, other.length), input.length);
    }

    private static byte[] join(byte[] input, int head, byte[] middle, int tailFrom) {
        var tail = input.length - tailFrom;
        var joined = Arrays.copyOf(input, head + middle.length + tail);
        System.arraycopy(middle, 0, joined, head, middle.length);
        System.arraycopy(input, tailFrom, joined, head + middle.length, tail);
        return joined;
    }

    private static byte[] bytes(Random random) {
        var bytes = new byte[1 + random.nextInt(LONGEST_INSERT)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] any(List<byte[]> seeds, Random random) {
        return seeds.get(random.nextInt(seeds.size()));
    }
}
