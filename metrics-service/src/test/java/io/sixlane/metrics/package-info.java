@NullMarked
package io.sixlane.metrics;

import org.jspecify.annotations.NullMarked;
