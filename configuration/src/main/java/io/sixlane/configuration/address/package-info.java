/** IP addresses, prefixes and hosts, and which of them an endpoint may have. */
@NullMarked
package io.sixlane.configuration.address;

import org.jspecify.annotations.NullMarked;
