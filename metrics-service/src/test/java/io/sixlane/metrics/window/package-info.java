@NullMarked
package io.sixlane.metrics.window;

import org.jspecify.annotations.NullMarked;
