package io.sixlane.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Moves the records of TLS 1.3 with AES-128-GCM into the kernel (numbers and layout from
 * linux/tcp.h and linux/tls.h), so that what is spliced is encrypted. Confined to one thread.
 */
public final class KernelTls {
    /** Bytes of a key. */
    public static final int KEY = 16;

    /** Bytes of the static part of nonces. */
    public static final int IV = 12;

    private static final int SOL_TCP = 6;
    private static final int TCP_ULP = 31;
    private static final int SOL_TLS = 282;
    private static final int TLS_TX = 1;
    private static final int TLS_RX = 2;
    private static final short TLS_1_3 = 0x0304;
    private static final short AES_GCM_128 = 51;
    private static final int ENOTCONN = 107;

    // struct tls12_crypto_info_aes_gcm_128
    private static final int CIPHER_AT = 2;
    private static final int IV_AT = 4;
    private static final int KEY_AT = 12;
    private static final int SALT_AT = 28;
    private static final int SALT = 4;
    private static final int BYTES = 40;

    private final SocketOptions options;
    private final MemorySegment name;
    private final MemorySegment info;

    public KernelTls(Arena arena, SocketOptions options) {
        this.options = options;
        this.name = arena.allocateFrom("tls", US_ASCII);
        this.info = arena.allocate(BYTES, 8);
    }

    /** Whether this kernel has it; loads the module if this process may. */
    public static boolean isAvailable() {
        try (var arena = Arena.ofConfined()) {
            var captured = arena.allocate(CLibrary.CAPTURED);
            var options = new SocketOptions(arena, captured);
            var socket =
                    new SocketCalls(arena, captured)
                            .openStream(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            // A kernel with TLS objects only to a socket that is not connected.
            var answer = new KernelTls(arena, options).begin(socket);
            CLibrary.close(socket, captured);
            return answer == 0 || answer == -ENOTCONN;
        }
    }

    /**
     * Sends and receives all further bytes as records. Returns 0, or errno negated: then the
     * connection is of no further use.
     *
     * @param sent key and IV of records that this side sends, {@value #KEY} and {@value #IV} bytes
     * @param received of those that the peer sends
     */
    public int install(int descriptor, byte[] sent, byte[] received) {
        var answer = begin(descriptor);
        if (answer == 0) {
            answer = install(descriptor, TLS_TX, sent);
        }
        return answer == 0 ? install(descriptor, TLS_RX, received) : answer;
    }

    private int begin(int descriptor) {
        return options.set(descriptor, SOL_TCP, TCP_ULP, name);
    }

    private int install(int descriptor, int direction, byte[] keyAndIv) {
        info.fill((byte) 0);
        info.set(ValueLayout.JAVA_SHORT, 0, TLS_1_3);
        info.set(ValueLayout.JAVA_SHORT, CIPHER_AT, AES_GCM_128);
        MemorySegment.copy(keyAndIv, 0, info, JAVA_BYTE, KEY_AT, KEY);
        MemorySegment.copy(keyAndIv, KEY, info, JAVA_BYTE, SALT_AT, SALT);
        MemorySegment.copy(keyAndIv, KEY + SALT, info, JAVA_BYTE, IV_AT, IV - SALT);
        var answer = options.set(descriptor, SOL_TLS, direction, info);
        info.fill((byte) 0);
        return answer;
    }
}
