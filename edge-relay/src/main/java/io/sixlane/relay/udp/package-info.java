/**
 * Forwards datagrams: sessions by client and accelerated address, each with a socket to its
 * endpoint.
 */
@NullMarked
package io.sixlane.relay.udp;

import org.jspecify.annotations.NullMarked;
