package io.sixlane.relay.tcp;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** The behavior of a hostile client on one connection, repeated. */
enum Attack {
    /** Takes a byte now and then, so that its window stays shut. */
    SLOW_READ(100) {
        @Override
        void act(Socket socket) throws IOException {
            socket.getOutputStream().write('a');
            for (var i = 0; i < 100; i++) {
                var _ = socket.getInputStream().read();
                pause(50);
            }
        }
    },
    /** Takes nothing at all. */
    ZERO_WINDOW(100) {
        @Override
        void act(Socket socket) throws IOException {
            socket.getOutputStream().write('a');
            pause(5_000);
        }
    },
    SLOW_WRITE(100) {
        @Override
        void act(Socket socket) throws IOException {
            for (var i = 0; i < 100; i++) {
                socket.getOutputStream().write('a');
                pause(20);
            }
        }
    },
    /** Thousands a second, and not so many that writing them takes this host's processors. */
    TINY_SEGMENTS(8) {
        @Override
        void act(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            for (var i = 0; i < 1_000; i++) {
                socket.getOutputStream().write('a');
                LockSupport.parkNanos(500_000);
            }
        }
    },
    /** At once, after a byte, after an answer's beginning, after a FIN. */
    RESETS(8) {
        @Override
        void act(Socket socket) throws IOException {
            var step = ThreadLocalRandom.current().nextInt(4);
            if (step > 0) {
                socket.getOutputStream().write('a');
            }
            if (step > 1) {
                var _ = socket.getInputStream().read();
            }
            if (step > 2) {
                socket.shutdownOutput();
            }
            socket.setSoLinger(true, 0);
            pause(5);
        }
    },
    /** A FIN, and then silence. */
    HALF_OPEN(100) {
        @Override
        void act(Socket socket) throws IOException {
            socket.shutdownOutput();
            pause(5_000);
        }
    },
    /** Each connection from another address. */
    MANY_SOURCES(8) {
        @Override
        void act(Socket socket) throws IOException {
            socket.getOutputStream().write('a');
            pause(5);
        }
    };

    private final int clients;

    Attack(int clients) {
        this.clients = clients;
    }

    /** How many do it at a time. */
    int clients() {
        return clients;
    }

    /** The socket is closed afterwards. */
    abstract void act(Socket socket) throws IOException;

    private static void pause(long millis) {
        LockSupport.parkNanos(millis * 1_000_000);
    }
}
