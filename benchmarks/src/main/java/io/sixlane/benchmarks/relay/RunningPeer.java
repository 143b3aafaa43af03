package io.sixlane.benchmarks.relay;

import java.io.IOException;
import java.util.List;

/** A relay that listens, or none with the backends' own address. */
interface RunningPeer extends AutoCloseable {
    String name();

    String address();

    /** CPU seconds since the start, NaN without a relay. */
    double cpuSeconds() throws IOException;

    /**
     * Resident memory, and of a JVM what lives on its heap on top: its growth is an upper bound,
     * since a heap that grows counts twice. NaN without a relay.
     */
    double memoryKb() throws IOException;

    /** The processes whose system calls are counted; none where they are not. */
    default List<Long> processes() {
        return List.of();
    }

    /**
     * Called after each measurement.
     *
     * @throws LanesLeftException if connections did not go as this relay's row describes
     */
    default void check() throws IOException {}

    @Override
    void close() throws IOException;

    /** Clients and backends meet directly. */
    record Direct(String name, String address) implements RunningPeer {
        @Override
        public double cpuSeconds() {
            return Double.NaN;
        }

        @Override
        public double memoryKb() {
            return Double.NaN;
        }

        @Override
        public void close() {}
    }

    /** Two relays with lanes between them; figures are those of one, on average. */
    record Pair(String name, RunningPeer ingress, RunningPeer egress, Check lanes)
            implements RunningPeer {
        /** Whether connections go over lanes. */
        interface Check {
            void run() throws IOException;
        }

        @Override
        public void check() throws IOException {
            lanes.run();
        }

        @Override
        public String address() {
            return ingress.address();
        }

        @Override
        public double cpuSeconds() throws IOException {
            return (ingress.cpuSeconds() + egress.cpuSeconds()) / 2;
        }

        @Override
        public double memoryKb() throws IOException {
            return (ingress.memoryKb() + egress.memoryKb()) / 2;
        }

        @Override
        public void close() throws IOException {
            try (egress) {
                ingress.close();
            }
        }
    }

    /** One process, with its children. */
    record Running(String name, String address, Process process, CpuMeter meter)
            implements RunningPeer {
        @Override
        public double cpuSeconds() throws IOException {
            return meter.seconds(process.toHandle());
        }

        @Override
        public double memoryKb() throws IOException {
            if (process.info().command().filter(file -> file.endsWith("/java")).isEmpty()) {
                return CpuMeter.memoryKb(process.toHandle());
            }
            var live = LiveHeap.kilobytes(process.pid());
            return live + CpuMeter.memoryKb(process.toHandle());
        }

        @Override
        public List<Long> processes() {
            return CpuMeter.tree(process.toHandle()).map(ProcessHandle::pid).toList();
        }

        @Override
        public void close() throws IOException {
            Ending.end(process);
            meter.close();
        }
    }
}
