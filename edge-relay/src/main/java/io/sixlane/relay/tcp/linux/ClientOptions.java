package io.sixlane.relay.tcp.linux;

import io.sixlane.relay.linux.SocketOptions;
import io.sixlane.relay.tcp.TcpSettings;

/** Sets the options of client and endpoint sockets. */
final class ClientOptions {
    private final SocketOptions options;
    private final TcpSettings settings;

    ClientOptions(SocketOptions options, TcpSettings settings) {
        this.options = options;
        this.settings = settings;
    }

    /** Before it listens: what it accepts has the same, from the first connection on. */
    void listening(int descriptor) {
        options.noDelay(descriptor);
        options.resetOnClose(descriptor);
        patience(descriptor);
    }

    /** Before it connects. */
    void connecting(int descriptor) {
        options.resetOnClose(descriptor);
    }

    /** Sets keepalive and user timeout. */
    void patience(int descriptor) {
        var keepalive = settings.keepalive();
        options.keepalive(
                descriptor,
                (int) keepalive.idle().toSeconds(),
                (int) keepalive.interval().toSeconds(),
                keepalive.probes());
        options.userTimeout(descriptor, (int) settings.userTimeout().toMillis());
    }
}
