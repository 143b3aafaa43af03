@NullMarked
package io.sixlane.metrics.query;

import org.jspecify.annotations.NullMarked;
