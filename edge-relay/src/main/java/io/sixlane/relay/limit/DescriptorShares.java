package io.sixlane.relay.limit;

import com.sun.management.UnixOperatingSystemMXBean;
import io.sixlane.configuration.accelerator.Protocol;
import java.lang.management.ManagementFactory;
import org.springframework.stereotype.Component;

/**
 * The descriptors of this process, shared out so that no protocol and no accelerator can take all
 * of them. An eighth, and at least {@value #LEAST_KEPT}, stays with the relay itself: listening
 * sockets, Kafka, files. A sixteenth is for the pipes that bytes of TCP are spliced through. TCP
 * may have three quarters of the rest and UDP half of it, so that each has a quarter that the other
 * cannot take.
 */
@Component
public final class DescriptorShares {
    private static final int LEAST_KEPT = 256;

    /** Two sockets; without a pipe a connection copies. */
    private static final int PER_CONNECTION = 2;

    private static final int PER_SESSION = 1;

    private final DescriptorPool connections;
    private final DescriptorPool sessions;

    /** Shares out the limit of this process. */
    public DescriptorShares() {
        this(limit());
    }

    /** How many pipes, of two descriptors each, may be open in this process. */
    public static int pipes() {
        return forPipes(limit()) / 2;
    }

    private static int forPipes(int descriptors) {
        return descriptors / 16;
    }

    private static int limit() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? (int) Math.min(system.getMaxFileDescriptorCount(), Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
    }

    /**
     * @param most descriptors that the process may have open
     */
    public DescriptorShares(int most) {
        var shared = Math.max(4, most - Math.max(LEAST_KEPT, most / 8) - forPipes(most));
        connections = new DescriptorPool(shared / 4 * 3, PER_CONNECTION);
        sessions = new DescriptorPool(shared / 2, PER_SESSION);
    }

    DescriptorPool of(Protocol protocol) {
        return switch (protocol) {
            case TCP -> connections;
            case UDP -> sessions;
        };
    }
}
