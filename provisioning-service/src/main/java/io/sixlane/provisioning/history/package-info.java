/** What an accelerator was, what differs between two moments, and the ways back. */
@NullMarked
package io.sixlane.provisioning.history;

import org.jspecify.annotations.NullMarked;
