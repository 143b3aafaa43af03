/**
 * The Kafka topics of the product: their settings, the guard that holds them to these, and who may
 * read and write them.
 */
@NullMarked
package io.sixlane.topics;

import org.jspecify.annotations.NullMarked;
