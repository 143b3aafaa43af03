/** The instances of a service, and which of them gets a request. */
@NullMarked
package io.sixlane.gateway.instance;

import org.jspecify.annotations.NullMarked;
