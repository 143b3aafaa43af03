@NullMarked
package io.sixlane.gateway.route;

import org.jspecify.annotations.NullMarked;
