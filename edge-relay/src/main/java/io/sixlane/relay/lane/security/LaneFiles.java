package io.sixlane.relay.lane.security;

import java.nio.file.Path;

/**
 * The PEM files with this relay's credentials.
 *
 * @param certificate of this relay, followed by intermediate ones if there are any
 * @param key PKCS #8, not encrypted
 * @param authority the certificates that other relays' certificates must lead to
 */
public record LaneFiles(Path certificate, Path key, Path authority) {}
