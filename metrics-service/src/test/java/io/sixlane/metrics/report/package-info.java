@NullMarked
package io.sixlane.metrics.report;

import org.jspecify.annotations.NullMarked;
