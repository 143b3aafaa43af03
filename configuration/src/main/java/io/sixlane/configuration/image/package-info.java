/**
 * Configuration for relays: whole accelerators at a revision, the image of all of them, and the
 * delta between two images.
 */
@NullMarked
package io.sixlane.configuration.image;

import org.jspecify.annotations.NullMarked;
