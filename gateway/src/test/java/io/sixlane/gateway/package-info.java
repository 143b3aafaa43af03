@NullMarked
package io.sixlane.gateway;

import org.jspecify.annotations.NullMarked;
