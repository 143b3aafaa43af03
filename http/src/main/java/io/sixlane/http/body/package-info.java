/** JSON bodies: one reader that names every bad field at once and describes itself. */
@NullMarked
package io.sixlane.http.body;

import org.jspecify.annotations.NullMarked;
