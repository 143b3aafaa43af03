@NullMarked
package io.sixlane.gateway.manual;

import org.jspecify.annotations.NullMarked;
