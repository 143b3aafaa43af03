package io.sixlane.relay.tcp.linux;

/** A pipe's two descriptors. */
record Pipe(int readEnd, int writeEnd) {}
