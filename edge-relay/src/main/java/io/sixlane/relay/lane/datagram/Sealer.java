package io.sixlane.relay.lane.datagram;

import java.security.SecureRandom;

/** Seals the datagrams that one event loop sends to another relay. Confined to the loop. */
public final class Sealer {
    /** Most bytes to seal: with the header and the tag they make the longest datagram of IPv4. */
    public static final int MOST_BYTES = 65_507 - DatagramHeader.BYTES - StreamKey.TAG_BYTES;

    /**
     * Blocks of 16 bytes that a stream seals, at most (source: NIST SP 800-38D with a margin of 2
     * to the -57, as RFC 8446, section 5.5, has; computed).
     */
    private static final long MOST_BLOCKS = 1L << 34;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String self;
    private final SharedKey shared;
    private StreamKey key;
    private long stream;
    private long counter;
    private long blocks;

    Sealer(String self, SharedKey shared) {
        this.self = self;
        this.shared = shared;
        this.stream = RANDOM.nextLong();
        this.key = StreamKey.of(shared.agreed(), self, stream);
    }

    public SharedKey shared() {
        return shared;
    }

    /**
     * Seals a frame for the other relay.
     *
     * @param scratch {@link #MOST_BYTES} that are used again
     * @throws IllegalArgumentException when the frame is longer than that
     */
    public byte[] seal(Frame frame, byte[] scratch) {
        if (frame.length() > MOST_BYTES) {
            throw new IllegalArgumentException("a frame of %s bytes".formatted(frame.length()));
        }
        if (blocks >= MOST_BLOCKS) {
            stream = RANDOM.nextLong();
            key = StreamKey.of(shared.agreed(), self, stream);
            counter = 0;
            blocks = 0;
        }
        var length = frame.write(scratch);
        blocks += length / 16 + 2;
        return key.seal(new DatagramHeader(shared.number(), stream, counter++), scratch, length);
    }
}
