/**
 * Measurements of the parts. Run with {@code ./mvnw -pl benchmarks -am -DskipTests package} and
 * then {@code ./mvnw -pl benchmarks exec:exec}.
 */
@NullMarked
package io.sixlane.benchmarks;

import org.jspecify.annotations.NullMarked;
