/** The whole catalog as one document: a file to keep, to edit and to bring back. */
@NullMarked
package io.sixlane.catalog.document;

import org.jspecify.annotations.NullMarked;
