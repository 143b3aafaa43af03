/** Where messages are read from as they were found: a topic, a table, a file. */
@NullMarked
package io.sixlane.audit.source;

import org.jspecify.annotations.NullMarked;
